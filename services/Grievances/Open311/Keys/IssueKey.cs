using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Open311.Keys;

/// <summary>
/// An administrator gives another system a key, which is shown this once. Not idempotent by header, because the kept
/// answer would hold the key: whoever lost the answer finds the name taken, revokes that key and issues another.
/// </summary>
public static class IssueKey
{
    /// <param name="RegionCode">Region prefix that the key may report in; the city's own where it is left out.</param>
    public sealed record Request(string? Name, string? RegionCode);

    public sealed record Answer(Guid Id, string Name, string RegionCode, string Key, DateTimeOffset CreatedAt);

    private const int MaxName = 60;

    private static readonly Refusal NameTaken = new(409, "NameTaken",
        "已有同名的有效密钥，请先停用。", "There is a key of this name. Revoke it first.");

    public static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, GrievancesDb db, IOptions<Open311Options> options, TimeProvider time,
        CancellationToken ct)
    {
        var region = request.RegionCode ?? options.Value.Region;
        var invalid = new Invalid()
            .When(!Words.AreGood(request.Name, MaxName), "name", $"须为 1–{MaxName} 个字。", $"1–{MaxName} characters.")
            .When(region.Length > 12 || !region.All(char.IsAsciiDigit)
                || !region.StartsWith(options.Value.Region, StringComparison.Ordinal), "regionCode",
                "须为本市的区划代码。", "A region code of this city.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (!scope.Covers(region, null, Roles.Administrator))
        {
            return Refusal.Forbidden.ToProblem();
        }

        var (key, hash) = ApiKeys.Make();
        var row = new Open311KeyRow
        {
            Id = Guid.CreateVersion7(), Name = request.Name!.Trim(), Hash = hash, RegionCode = region,
            CreatedBy = scope.Subject, CreatedAt = time.Now(),
        };
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == Open311Tables.KeyName)
        {
            return NameTaken.ToProblem();
        }

        return TypedResults.Created(
            $"/api/v1/open311/keys/{row.Id}", new Answer(row.Id, row.Name, region, key, row.CreatedAt));
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Boundaries;

/// <summary>Which boundaries have been imported, by code and day.</summary>
public static class ListBoundaries
{
    public sealed record Item(
        string Code, string? Name, DateOnly ValidFrom, bool Demo, int Vertices, DateTimeOffset ImportedAt);

    public static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        string? region, [AsParameters] Paging paging, GrievancesDb db, CancellationToken ct)
    {
        var prefix = region ?? "";
        if (!prefix.All(char.IsAsciiDigit))
        {
            return new Invalid().Add("region", "区划代码为数字。", "Region codes are digits.").ToProblem();
        }

        var rows = db.Boundaries.AsNoTracking().Where(b => b.Code.StartsWith(prefix)).OrderBy(b => b.Code)
            .ThenBy(b => b.ValidFrom)
            .Select(b => new Item(b.Code, b.Name, b.ValidFrom, b.Demo, b.Vertices, b.ImportedAt));
        return TypedResults.Ok(await paging.OfAsync(rows, ct));
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.OnDuty;

/// <summary>
/// What the caller is called for now, whatever their role: who stands on a roster can always acknowledge.
/// </summary>
internal static class MyCalls
{
    private const int Most = 50;

    /// <param name="RemainingMinutes">Until the next is called, rounded up.</param>
    public sealed record Item(
        Guid CaseId, string Number, Wording CategoryName, string? RegionName, Severity Severity, TakeStep.UnitRef Unit,
        DateTimeOffset CalledAt, DateTimeOffset AnswerBy, int RemainingMinutes);

    public static async Task<Results<Ok<IReadOnlyList<Item>>, ProblemHttpResult>> HandleAsync(
        Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var calls = await db.Set<DutyCallRow>().AsNoTracking()
            .Where(d => d.EndedAt == null && d.AccountId == scope.Subject)
            .Join(db.Cases, d => d.CaseId, c => c.Id, (d, c) => new { Call = d, Case = c })
            .Where(x => x.Case.Status == CaseStatus.Dispatched && x.Case.UnitId == x.Call.UnitId)
            .OrderBy(x => x.Call.AnswerBy).Take(Most).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<Item>>([.. calls.Select(x => new Item(
            x.Case.Id, x.Case.Number, CategoryNames.Of(x.Case.Category, snapshot.Categories),
            snapshot.Regions.NameOf(x.Case.RegionCode), x.Case.Severity,
            new(x.Call.UnitId, snapshot.Units.GetValueOrDefault(x.Call.UnitId)?.Name ?? ""), x.Call.CalledAt,
            x.Call.AnswerBy, Math.Max(0, (int)Math.Ceiling((x.Call.AnswerBy - time.GetUtcNow()).TotalMinutes))))]);
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Handovers;

/// <summary>What whoever comes next must know of a unit's open cases: the most pressing first.</summary>
internal static class OpenList
{
    /// <summary>A list is for reading through at a shift's end; the rest is in the queue.</summary>
    public const int Most = 200;

    private static readonly TimeSpan UsualShift = TimeSpan.FromHours(12);

    private static readonly CaseStatus[] AtWork = [CaseStatus.Dispatched, CaseStatus.Accepted, CaseStatus.InProgress];

    /// <param name="Why">NotAcknowledged, Late, DueNextShift, WaitsOnOthers: one or several.</param>
    /// <param name="Called">Who on duty is called for it now.</param>
    public sealed record Item(
        Guid CaseId, string Number, string Category, string CategoryName, CaseStatus Status, DateTimeOffset? DueAt,
        IReadOnlyList<string> Why, string? Called);

    public static async Task<IReadOnlyList<Item>> ReadAsync(
        GrievancesDb db, Scope scope, Unit unit, RoutingSnapshot snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var until = unit.Roster?.EndOfNext(now) ?? now + UsualShift;
        var calls = db.Set<DutyCallRow>().Where(d => d.EndedAt == null);
        var tasks = db.Set<CoTaskRow>()
            .Where(t => t.State == CoTaskState.Open || t.State == CoTaskState.Accepted);
        var pauses = db.Set<PauseRequestRow>().Where(p => p.Approved == null);
        var found = await db.Cases.AsNoTracking().VisibleTo(scope)
            .Where(c => c.UnitId == unit.Id && AtWork.Contains(c.Status))
            .Select(c => new
            {
                Case = c,
                Called = c.Status == CaseStatus.Dispatched
                    ? calls.Where(d => d.CaseId == c.Id && d.UnitId == unit.Id).Select(d => d.Name).FirstOrDefault()
                    : null,
                Waits = tasks.Any(t => t.CaseId == c.Id) || pauses.Any(p => p.CaseId == c.Id),
            })
            .Where(x => x.Called != null || x.Waits || x.Case.UnitDueAt < until)
            .OrderBy(x => x.Case.UnitDueAt).ThenBy(x => x.Case.Id).Take(Most).ToListAsync(ct);
        return [.. found.Select(x => new Item(
            x.Case.Id, x.Case.Number, x.Case.Category, CategoryNames.Of(x.Case.Category, snapshot.Categories).Zh,
            x.Case.Status, x.Case.UnitDueAt, [.. Why(x.Called is not null, x.Case.UnitDueAt, x.Waits, now, until)],
            x.Called))];
    }

    private static IEnumerable<string> Why(
        bool called, DateTimeOffset? due, bool waits, DateTimeOffset now, DateTimeOffset until)
    {
        if (called)
        {
            yield return "NotAcknowledged";
        }

        if (due < until)
        {
            yield return due < now ? "Late" : "DueNextShift";
        }

        if (waits)
        {
            yield return "WaitsOnOthers";
        }
    }
}

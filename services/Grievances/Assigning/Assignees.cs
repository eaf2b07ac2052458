using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Assigning;

/// <summary>
/// Who of a unit has its cases: whom it was given to, else whoever accepted it. One reading for lists, loads and views.
/// </summary>
internal static class Assignees
{
    public const string Me = "me";
    public const string None = "none";

    /// <param name="account">Null: those of a unit that nobody has.</param>
    public static IQueryable<CaseRow> OfAssignee(
        this IQueryable<CaseRow> cases, GrievancesDb db, Scope scope, Guid? account)
    {
        // Who works on a case is no business of the rider who reported it.
        if (!scope.Of(CaseAccess.Readers).Any())
        {
            return cases.Where(_ => false);
        }

        var rows = db.Set<CaseAssigneeRow>();
        return cases.Where(c => c.UnitId != null
            && (rows.Where(a => a.CaseId == c.Id && a.UnitId == c.UnitId).OrderBy(a => a.CaseId)
                .Select(a => a.AccountId).FirstOrDefault()
                ?? c.AcceptedBy) == account);
    }

    /// <summary>Names for a page of cases; asks nothing where no unit of it has ever given a case to anybody.</summary>
    public static async Task<Func<CaseView, CaseView>> ReadAsync(
        GrievancesDb db, IEnumerable<CaseRow> rows, RoutingSnapshot snapshot, Scope scope, CancellationToken ct)
    {
        var asked = rows.Where(r => r.UnitId is { } unit && snapshot.Assigning.ContainsKey(unit)
            && !CaseAccess.IsOwn(r, scope)).ToDictionary(r => r.Id);
        if (asked.Count == 0)
        {
            return view => view;
        }

        var held = await db.Set<CaseAssigneeRow>().AsNoTracking().Where(a => asked.Keys.Contains(a.CaseId))
            .ToDictionaryAsync(a => a.CaseId, ct);
        return view => asked.TryGetValue(view.Id, out var row)
            && (held.GetValueOrDefault(view.Id) is { } a && a.UnitId == row.UnitId ? a.AccountId ?? row.AcceptedBy
                : row.AcceptedBy) is { } account
                    ? view with { Assignee = new(account, NameOf(account, snapshot)) } : view;
    }

    public static string NameOf(Guid account, RoutingSnapshot snapshot) =>
        snapshot.People.GetValueOrDefault(account)?.Name ?? "—";
}

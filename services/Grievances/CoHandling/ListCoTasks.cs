using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>The co-handlers' tasks of one case, or those that wait for the caller's own units.</summary>
public static class ListCoTasks
{
    public static async Task<Results<Ok<IReadOnlyList<CoTaskView>>, ProblemHttpResult>> OfCaseAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        var row = await db.Cases.AsNoTracking().VisibleTo(scope).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (row is null || directory.Current is not { } snapshot)
        {
            return row is null ? Refusal.NotFound.ToProblem() : Refusals.Unavailable.ToProblem();
        }

        var tasks = await db.Helps().Where(t => t.CaseId == id).OrderBy(t => t.CreatedAt).ToListAsync(ct);
        var extended = await CoExtensionView.LastAsync(db, tasks, ct);
        return TypedResults.Ok<IReadOnlyList<CoTaskView>>([.. tasks.Select(t =>
            CoTaskView.Of(t, row.Number, snapshot, time.Now()) with { Extension = extended(t.Id) })]);
    }

    /// <summary>Those that are open, due soonest first.</summary>
    public static async Task<Results<Ok<Page<CoTaskView>>, ProblemHttpResult>> OfUnitsAsync(
        [AsParameters] Paging paging, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
            CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var units = scope.Of(Roles.Handler).Select(g => g.Organisation).OfType<Guid>().ToArray();
        var open = db.Helps().Where(t => units.Contains(t.UnitId)
            && (t.State == CoTaskState.Open || t.State == CoTaskState.Accepted));
        var page = await paging.OfAsync(open.OrderBy(t => t.DueAt).ThenBy(t => t.Id), ct);
        var ids = page.Items.Select(t => t.CaseId).ToHashSet();
        var numbers = await db.Cases.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, ct);
        var extended = await CoExtensionView.LastAsync(db, page.Items, ct);
        return TypedResults.Ok(page.Select(t =>
            CoTaskView.Of(t, numbers[t.CaseId], snapshot, time.Now()) with { Extension = extended(t.Id) }));
    }
}

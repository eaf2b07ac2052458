using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Warnings;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>Appeals: open ones first, of these the green channel, then what is due first; and one of them.</summary>
public static class ListAppeals
{
    public static async Task<Results<Ok<Page<AppealView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] AppealFilter filter, [AsParameters] Paging paging, Scope scope, GrievancesDb db,
        DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (narrow, wrong) = filter.Read();
        if (narrow is null)
        {
            return wrong!;
        }

        var page = await paging.OfAsync(narrow(db.AppealsFor(scope))
            .OrderByDescending(l => l.Appeal.Outcome == null && l.Case.Open)
            .ThenByDescending(l => l.Appeal.WarningId != null)
            .ThenBy(l => l.Appeal.Outcome == null && l.Case.Open ? l.Case.UnitDueAt : null)
            .ThenByDescending(l => l.Appeal.CaseId), ct);
        var headlines = await HeadlinesAsync(db, page.Items, ct);
        var now = time.GetUtcNow();
        return TypedResults.Ok(page.Select(l => AppealView.Of(l, scope, snapshot, headlines, now)));
    }

    public static async Task<Results<Ok<AppealView>, ProblemHttpResult>> OneAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (await db.AppealsFor(scope).SingleOrDefaultAsync(l => l.Appeal.CaseId == id, ct) is not { } line)
        {
            return Refusal.NotFound.ToProblem();
        }

        var view = AppealView.Of(line, scope, snapshot, await HeadlinesAsync(db, [line], ct), time.GetUtcNow());
        var photos = !line.Case.IsVisibleTo(scope) ? [] : await db.CasePhotos.AsNoTracking()
            .Where(p => p.CaseId == id).OrderBy(p => p.Version).ThenBy(p => p.Id).ToListAsync(ct);
        return TypedResults.Ok(view with { Photos = [.. photos.Select(GetCase.Of)] });
    }

    private static async Task<Dictionary<Guid, string?>> HeadlinesAsync(
        GrievancesDb db, IEnumerable<AppealLine> lines, CancellationToken ct)
    {
        var ids = lines.Select(l => l.Appeal.WarningId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await HeadlinesAsync(db, ids, ct);
    }

    internal static async Task<Dictionary<Guid, string?>> HeadlinesAsync(
        GrievancesDb db, List<Guid> ids, CancellationToken ct)
    {
        var rows = await db.Set<WarningRow>().AsNoTracking().Where(w => ids.Contains(w.Id))
            .Select(w => new { w.Id, w.Parts }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Id, r => WarningsInForce.PartsOf(r.Parts).Select(p => p.Headline ?? p.Event)
            .FirstOrDefault());
    }
}

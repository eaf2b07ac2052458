using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.CoHandling;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Lab;

/// <summary>The samples of the caller's institute, or those of one case for whoever sees the case.</summary>
public static class ListSamples
{
    /// <summary>The open ones first, due soonest first.</summary>
    /// <param name="state">Open, Accepted, Done, Declined or Cancelled; none: those that wait.</param>
    public static async Task<Results<Ok<Page<LabView>>, ProblemHttpResult>> OfInstituteAsync(
        string? state, [AsParameters] Paging paging, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        var read = new QueryReader();
        var wanted = read.Enum<CoTaskState>(state, "state");
        if (read.Invalid.Any || directory.Current is not { } snapshot)
        {
            return read.Invalid.Any ? read.Invalid.ToProblem() : Refusals.Unavailable.ToProblem();
        }

        var tasks = db.OfInstitute(scope);
        tasks = wanted is { } one ? tasks.Where(t => t.State == one)
            : tasks.Where(t => t.State == CoTaskState.Open || t.State == CoTaskState.Accepted);
        var page = await paging.OfAsync(tasks.OrderBy(t => t.DueAt).ThenBy(t => t.Id), ct);
        var views = (await LabView.ReadAsync(db, page.Items, snapshot, time.Now(), ct)).ToDictionary(v => v.Id);
        return TypedResults.Ok(page.Select(t => views[t.Id]));
    }

    public static async Task<Results<Ok<LabView>, ProblemHttpResult>> OneAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        var task = await db.OfInstitute(scope).SingleOrDefaultAsync(t => t.Id == id, ct);
        return directory.Current is not { } snapshot ? Refusals.Unavailable.ToProblem()
            : task is null ? Refusal.NotFound.ToProblem()
            : TypedResults.Ok((await LabView.ReadAsync(db, [task], snapshot, time.Now(), ct))[0]);
    }

    public static async Task<Results<Ok<IReadOnlyList<LabView>>, ProblemHttpResult>> OfCaseAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        var seen = await db.Cases.VisibleTo(scope).AnyAsync(c => c.Id == id, ct);
        if (!seen || directory.Current is not { } snapshot)
        {
            return seen ? Refusals.Unavailable.ToProblem() : Refusal.NotFound.ToProblem();
        }

        var tasks = await db.Referrals().Where(t => t.CaseId == id).OrderBy(t => t.CreatedAt).ToListAsync(ct);
        return TypedResults.Ok(await LabView.ReadAsync(db, tasks, snapshot, time.Now(), ct));
    }

    /// <summary>A page of the report, for the institute and for whoever sees the case.</summary>
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> PageAsync(
        Guid id, Guid pageId, string? size, HttpResponse response, Scope scope, GrievancesDb db, IPhotoStore store,
        CancellationToken ct)
    {
        var task = await db.Referrals().SingleOrDefaultAsync(t => t.Id == id, ct);
        var may = task is not null && (LabView.IsInstitute(scope, task.UnitId)
            || await db.Cases.VisibleTo(scope).AnyAsync(c => c.Id == task.CaseId, ct));
        var page = !may ? null
            : await db.Set<LabReportPageRow>().SingleOrDefaultAsync(p => p.Id == pageId && p.TaskId == id, ct);
        if (page is null || store.Open(size == "thumbnail" ? page.Thumbnail : page.Blob) is not { } content)
        {
            return Refusal.NotFound.ToProblem();
        }

        response.Headers.CacheControl = "private, max-age=86400, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'";
        return TypedResults.Stream(content, "image/jpeg");
    }
}

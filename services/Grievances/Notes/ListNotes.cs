using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Notes;

/// <summary>The notes of a case, the newest first, for who sees it as staff; its rider has the timeline.</summary>
public static class ListNotes
{
    public static async Task<Results<Ok<Page<AddNote.Note>>, ProblemHttpResult>> HandleAsync(
        Guid id, [AsParameters] Paging paging, Scope scope, GrievancesDb db, DirectoryCopy directory,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } row
            || !scope.Covers(row.RegionCode, row.UnitId, CaseAccess.Readers))
        {
            return Refusal.NotFound.ToProblem();
        }

        var page = await paging.OfAsync(db.Set<CaseNoteRow>().AsNoTracking().Where(n => n.CaseId == id)
            .OrderByDescending(n => n.Id), ct);
        return TypedResults.Ok(page.Select(n => AddNote.Note.Of(n, snapshot)));
    }
}

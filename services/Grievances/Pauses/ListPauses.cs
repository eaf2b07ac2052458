using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Pauses;

/// <summary>What was asked for and decided about one case, the newest first.</summary>
public static class ListPauses
{
    public static async Task<Results<Ok<IReadOnlyList<PauseView>>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        var (_, _, refused) = await db.FindAsync(id, scope, CaseAccess.Readers, ct);
        if (refused is not null || directory.Current is not { } snapshot)
        {
            return refused ?? Refusals.Unavailable.ToProblem();
        }

        var rows = await db.Set<PauseRequestRow>().AsNoTracking().Where(r => r.CaseId == id)
            .OrderByDescending(r => r.RequestedAt).ThenBy(r => r.Id).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<PauseView>>([.. rows.Select(r => PauseView.Of(r, snapshot))]);
    }
}

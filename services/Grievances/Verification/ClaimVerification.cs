using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Verification;

/// <summary>One of those who are asked goes to look: one statement decides who, and until when.</summary>
public static class ClaimVerification
{
    public static async Task<Results<Ok<VerificationView>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (rider, now) = (scope.RiderId!.Value, time.Now());
        if (await FindVerifications.ViewAsync(id, scope, db, snapshot, ct) is not { } seen)
        {
            return await RefusedAsync(id, scope, db, snapshot.Day, ct);
        }

        if (seen.State != VerificationState.Open)
        {
            return TypedResults.Ok(seen);
        }

        // An invitation that is no longer one would not have been seen above; the case may have moved since.
        await db.Set<VerificationRow>()
            .Where(v => v.Id == id && v.State == VerificationState.Open && db.Cases.Any(c =>
                c.Id == v.CaseId && c.Status == CaseStatus.Resolved && c.Version == v.Resolution))
            .ExecuteUpdateAsync(s => s.SetProperty(v => v.State, VerificationState.Claimed)
                .SetProperty(v => v.ClaimedBy, rider)
                .SetProperty(v => v.DueAt, now + VerificationRules.ReleaseAfter), ct);
        return await FindVerifications.ViewAsync(id, scope, db, snapshot, ct) is { } mine
            && mine.State != VerificationState.Open ? TypedResults.Ok(mine)
                : await RefusedAsync(id, scope, db, snapshot.Day, ct);
    }

    /// <summary>Who was asked is told why not; to everybody else there is no such check.</summary>
    private static async Task<ProblemHttpResult> RefusedAsync(
        Guid id, Scope scope, GrievancesDb db, DateOnly day, CancellationToken ct)
    {
        var (asked, units) =
            (Candidates.Asked(db, scope.RiderId, day), scope.Of(Roles.Handler).Select(g => g.Organisation).ToList());
        var state = await db.Set<VerificationRow>().Where(v => v.Id == id)
            .Where(v => asked.Any(i => i.VerificationId == id)
                && !db.Cases.Any(c => c.Id == v.CaseId && units.Contains(c.UnitId)))
            .Select(v => (VerificationState?)v.State).SingleOrDefaultAsync(ct);
        return (state is null ? Refusal.NotFound
            : state == VerificationState.Claimed ? VerificationRefusals.Taken : VerificationRefusals.NoLonger)
            .ToProblem();
    }
}

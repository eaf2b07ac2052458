using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>Before the window a rider gives the place back, for another to take; that is no no-show.</summary>
public static class WithdrawClaim
{
    public static async Task<Results<Ok<ClaimView>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        var (rider, now) = (scope.RiderId!.Value, time.Now());
        var refused = await db.InTransactionAsync(() => GiveBackAsync(id, rider, scope.Subject, db, now, ct), ct);
        return refused is not null ? refused.ToProblem()
            : TypedResults.Ok((await ClaimView.OfRiderAsync(db, rider, [id], ct))[id]);
    }

    private static async Task<Refusal?> GiveBackAsync(
        Guid id, Guid rider, Guid actor, GrievancesDb db, DateTimeOffset now, CancellationToken ct)
    {
        await db.HoldAsync(id, ct);
        var claims = await db.Set<DemandClaimRow>().AsNoTracking()
            .Where(c => c.DemandId == id && c.RiderId == rider).OrderByDescending(c => c.Id).ToListAsync(ct);
        if (claims.Count == 0)
        {
            return Refusal.NotFound;
        }

        if (claims[0].State != ClaimState.Claimed)
        {
            return claims[0].State == ClaimState.Withdrawn ? null
                : DemandAccess.HoldsAPlace(claims[0].State) ? DemandRefusals.Started : DemandRefusals.NotClaimed;
        }

        var one = claims[0].Id;
        var left = await db.Set<DemandClaimRow>()
            .Where(c => c.Id == one && c.State == ClaimState.Claimed
                && db.Set<DemandRow>().Any(d => d.Id == id && d.StartsAt > now))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ClaimState.Withdrawn)
                .SetProperty(c => c.EndedAt, now), ct);
        if (left == 0)
        {
            return DemandRefusals.Started;
        }

        await db.Set<DemandRow>().Where(d => d.Id == id)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.Taken, d => d.Taken - 1), ct);
        db.Log(id, nameof(ClaimState.Withdrawn), actor, Roles.Rider, now, one);
        await db.SaveChangesAsync(ct);
        return null;
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Demands;

/// <summary>The community says whether the work was done, and how many hours it was worth.</summary>
public static class VerifyClaim
{
    private const int MaxReason = 500;

    /// <param name="Hours">For accepted work: quarters of an hour, 0.25–24.</param>
    /// <param name="Reason">For a refusal: what is missing.</param>
    public sealed record Request(bool? Accepted, decimal? Hours, string? Reason);

    public static async Task<Results<Ok<ClaimView>, ProblemHttpResult>> HandleAsync(
        Guid claimId, Request request, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Accepted is null, "accepted", "请选择通过或不通过。", "true or false.")
            .When(request.Accepted == true && !DemandRules.AreHours(request.Hours), "hours",
                "0.25–24 小时，以一刻钟为单位。", "0.25–24, in quarters of an hour.")
            .When(request.Accepted == false && !Words.AreGood(request.Reason, MaxReason), "reason",
                $"请说明理由，1–{MaxReason} 个字。", $"Say why, 1–{MaxReason} characters.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var claim = await db.Set<DemandClaimRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == claimId, ct);
        var demand = claim is null ? null : await db.Set<DemandRow>().AsNoTracking().LookedAfterBy(scope)
            .SingleOrDefaultAsync(d => d.Id == claim.DemandId, ct);
        if (demand is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (claim!.RiderId == scope.RiderId)
        {
            return DemandRefusals.OwnWork.ToProblem();
        }

        var (accepted, now) = (request.Accepted!.Value, time.Now());
        var state = accepted ? ClaimState.Verified : ClaimState.Refused;
        (claim.Hours, claim.Reason) = (accepted ? request.Hours : null, accepted ? null : request.Reason!.Trim());
        if (claim.State == state && claim.DecidedBy == scope.Subject)
        {
            return TypedResults.Ok(await ClaimView.ReadAsync(db, claimId, ct));
        }

        var decided = await db.InTransactionAsync(() => SaveAsync(claim, demand, state, scope, db, now, ct), ct);
        return decided ? TypedResults.Ok(await ClaimView.ReadAsync(db, claimId, ct))
            : DemandRefusals.NotSubmitted.ToProblem();
    }

    private static async Task<bool> SaveAsync(
        DemandClaimRow claim, DemandRow demand, ClaimState state, Scope scope, GrievancesDb db, DateTimeOffset now,
        CancellationToken ct)
    {
        // Of the proof that was looked at: one that came in since is another decision.
        var decided = await db.Set<DemandClaimRow>()
            .Where(c => c.Id == claim.Id && c.State == ClaimState.Submitted && c.Proofs == claim.Proofs)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, state).SetProperty(c => c.Hours, claim.Hours)
                .SetProperty(c => c.Reason, claim.Reason).SetProperty(c => c.DecidedBy, scope.Subject)
                .SetProperty(c => c.DecidedAt, now), ct);
        if (decided == 0)
        {
            return false;
        }

        db.Log(demand.Id, state.ToString(), scope.Subject, scope.RoleOver(demand), now, claim.Id, claim.Reason);
        if (state == ClaimState.Verified)
        {
            db.Publish(new DemandVerified
            {
                ClaimId = claim.Id, DemandId = demand.Id, RiderId = claim.RiderId, TeamId = demand.TeamId,
                Kind = demand.Kind, Points = demand.Points, Hours = claim.Hours!.Value,
                RegionCode = demand.RegionCode, DoneAt = claim.ProofAt!.Value, OccurredAt = now,
            }, claim.Id, 1);
        }

        await db.SaveChangesAsync(ct);
        return true;
    }
}

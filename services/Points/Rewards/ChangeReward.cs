using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Rewards;

/// <summary>
/// Changes what is offered from now on. Vouchers that are out keep their price and cost; to take a reward back, end it.
/// </summary>
public static class ChangeReward
{
    public sealed record Request : RewardForm
    {
        /// <summary>The one that was looked at.</summary>
        public int Revision { get; init; }
    }

    public static async Task<Results<Ok<RewardView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, PointsDb db, CancellationToken ct)
    {
        if (request.Check() is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        if (await InScopeAsync(db, scope, id, ct) is not { } reward)
        {
            return Refusal.NotFound.ToProblem();
        }

        // A person's organisation is the person's: it cannot be handed to others, nor taken from them.
        if (!scope.Covers(reward.RegionCode, request.OrganisationId, Roles.Administrator))
        {
            return Refusal.Forbidden.ToProblem();
        }

        if (reward.Revision != request.Revision)
        {
            return Refusal.Stale.ToProblem();
        }

        if (await OfferReward.AgainstCostAsync(db, reward.RegionCode, request, ct) is { } refusal)
        {
            return refusal.ToProblem();
        }

        request.Fill(reward);
        reward.Revision++;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale.ToProblem();
        }

        return TypedResults.Ok(RewardView.ForStaff(reward));
    }

    /// <summary>Null: there is none, or it is not the caller's.</summary>
    internal static async Task<Reward?> InScopeAsync(PointsDb db, Scope scope, Guid id, CancellationToken ct) =>
        await db.Rewards.SingleOrDefaultAsync(r => r.Id == id, ct) is { } reward
            && scope.Covers(reward.RegionCode, reward.OrganisationId, Roles.Administrator) ? reward : null;
}

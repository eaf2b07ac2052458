using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Lots;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Rewards;

/// <summary>
/// Says of each reward whether the calling rider could have it, by the rule that redeeming decides by; looked at
/// without a lock, so that redeeming may still be refused.
/// </summary>
internal sealed class RiderMeans
{
    private readonly Purses? _purses;
    private readonly bool _active;
    private readonly IReadOnlyList<string> _regions;
    private readonly DateTimeOffset _now;

    private RiderMeans(Purses? purses, bool active, IReadOnlyList<string> regions, DateTimeOffset now) =>
        (_purses, _active, _regions, _now) = (purses, active, regions, now);

    /// <summary>Of whoever is no rider nothing is said.</summary>
    public static async Task<RiderMeans> OfAsync(
        PointsDb db, LotLife life, Scope scope, DateTimeOffset now, CancellationToken ct)
    {
        if (scope.RiderId is not { } rider || !scope.Has(Roles.Rider))
        {
            return new RiderMeans(null, false, [], now);
        }

        var active = await db.Riders.Where(r => r.Id == rider).Select(r => (bool?)r.Active).SingleOrDefaultAsync(ct);
        return new RiderMeans(
            await Purses.OfAsync(db, rider, life, now, ct), active ?? true, RedeemReward.Regions(scope), now);
    }

    public RewardView ViewOf(Reward reward)
    {
        var view = RewardView.Of(reward);
        if (_purses is null)
        {
            return view;
        }

        var (outcome, _) = Redemption.Decide(
            new RedemptionAsked(_active, _regions, reward.RegionCode, reward.ActiveFrom, reward.ActiveUntil,
                reward.Stock, reward.PricePoints, reward.CostFen, _purses.InOrderFor(reward.RegionCode)), _now);
        var missing = Math.Max(0, reward.PricePoints - _purses.Points);
        return view with
        {
            Affordable = missing == 0,
            MissingPoints = missing,
            WhyNot = outcome == RedemptionOutcome.Granted ? null : Reason.Of(RedemptionRefusals.Of(outcome)),
        };
    }
}

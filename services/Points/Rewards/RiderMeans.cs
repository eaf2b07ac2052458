using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Lots;
using RiderPlatform.Points.Rules;
using RiderPlatform.Points.Vouchers;
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
    private readonly Standing _standing;
    private readonly ILookup<Guid, DateTimeOffset> _issued;

    private RiderMeans(
        Purses? purses, RiderCopy? rider, ILookup<Guid, DateTimeOffset> issued, IReadOnlyList<string> regions,
        DateTimeOffset now) => (_purses, _active, _standing, _issued, _regions, _now) = (
            purses, rider?.Active ?? true, StandingOf(rider), issued, regions, now);

    /// <summary>What the rider is, as rewards ask for it.</summary>
    internal static Standing StandingOf(RiderCopy? rider) =>
        rider is null ? Standing.None : new(rider.IsMember, RuleJson.PostsOf(rider.Posts));

    /// <summary>When the rider's vouchers were issued, by reward; one that came back does not count.</summary>
    internal static async Task<ILookup<Guid, DateTimeOffset>> IssuedAsync(
        PointsDb db, Guid rider, Guid? reward, CancellationToken ct) => (await db.Vouchers.AsNoTracking()
            .Where(v => v.RiderId == rider && (reward == null || v.RewardId == reward)
                && (v.Status == VoucherStatus.Held || v.Status == VoucherStatus.Redeemed))
            .Select(v => new { v.RewardId, v.IssuedAt }).ToListAsync(ct)).ToLookup(v => v.RewardId, v => v.IssuedAt);

    /// <summary>Of whoever is no rider nothing is said.</summary>
    public static async Task<RiderMeans> OfAsync(
        PointsDb db, LotLife life, Scope scope, DateTimeOffset now, CancellationToken ct)
    {
        if (scope.RiderId is not { } rider || !scope.Has(Roles.Rider))
        {
            return new RiderMeans(null, null, Enumerable.Empty<Guid>().ToLookup(g => g, _ => now), [], now);
        }

        return new RiderMeans(
            await Purses.OfAsync(db, rider, life, now, ct),
            await db.Riders.AsNoTracking().SingleOrDefaultAsync(r => r.Id == rider, ct),
            await IssuedAsync(db, rider, null, ct), RedeemReward.Regions(scope), now);
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
                reward.Stock, reward.PricePoints, reward.CostFen, _purses.InOrderFor(reward.RegionCode))
            {
                Terms = reward.Terms, Standing = _standing, Issued = [.. _issued[reward.Id]],
            }, _now);
        var missing = Math.Max(0, reward.PricePoints - _purses.Points);
        return view with
        {
            Affordable = missing == 0,
            MissingPoints = missing,
            WhyNot = outcome == RedemptionOutcome.Granted ? null : Reason.Of(RedemptionRefusals.Of(outcome)),
        };
    }
}

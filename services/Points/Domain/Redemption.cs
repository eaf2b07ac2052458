namespace RiderPlatform.Points.Domain;

/// <summary>Everything that decides whether a rider may have a reward for points.</summary>
/// <param name="RiderRegions">Region prefixes that the rider belongs to.</param>
public sealed record RedemptionAsked(
    bool RiderActive, IReadOnlyList<string> RiderRegions, string RewardRegion, DateTimeOffset ActiveFrom,
        DateTimeOffset? ActiveUntil,
    long Stock, long PricePoints, long CostFen, IReadOnlyList<Purse> Purses)
{
    public RewardTerms Terms { get; init; } = RewardTerms.Open;

    public Standing Standing { get; init; } = Standing.None;

    /// <summary>When the rider's vouchers for this reward were issued, without those that expired.</summary>
    public IReadOnlyList<DateTimeOffset> Issued { get; init; } = [];
}

public enum RedemptionOutcome
{
    Granted,
    RiderNotActive,
    NotInRegion,
    NotActive,

    /// <summary>It is for party members, or for holders of a post.</summary>
    NotEligible,

    /// <summary>The rider had as many as one may have.</summary>
    LimitReached,
    OutOfStock,
    InsufficientPoints,

    /// <summary>
    /// The rider's points are worth less than the reward costs: they come from a fund with a lower rate.
    /// </summary>
    WorthTooLittle,
}

public static class Redemption
{
    /// <summary>Names the first reason against it, or the shares in which the rider's funds pay.</summary>
    public static (RedemptionOutcome Outcome, IReadOnlyList<PointShare> Shares) Decide(
        RedemptionAsked asked, DateTimeOffset now)
    {
        var shares = PointShares.Draw(asked.PricePoints, asked.Purses);
        var outcome = asked switch
        {
            { RiderActive: false } => RedemptionOutcome.RiderNotActive,
            _ when !asked.RiderRegions.Any(r => RegionCodes.Overlap(r, asked.RewardRegion)) =>
                RedemptionOutcome.NotInRegion,
            _ when now < asked.ActiveFrom || now >= asked.ActiveUntil => RedemptionOutcome.NotActive,
            _ when !asked.Terms.Admits(asked.Standing, now) => RedemptionOutcome.NotEligible,
            _ when asked.Terms.IsReached(asked.Issued, now) => RedemptionOutcome.LimitReached,
            { Stock: <= 0 } => RedemptionOutcome.OutOfStock,
            _ when shares is null => RedemptionOutcome.InsufficientPoints,
            _ when PointShares.SplitCost(asked.CostFen, shares) is null => RedemptionOutcome.WorthTooLittle,
            _ => RedemptionOutcome.Granted,
        };
        return (outcome, outcome == RedemptionOutcome.Granted ? shares! : []);
    }
}

using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Tests.Domain;

public sealed class RedemptionTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RedemptionAsked Good = new(
        true, ["5101"], "510104", Now, Now.AddDays(1), 1, 30, 300, [new Purse(Guid.CreateVersion7(), 1, 30, 10)]);

    public static TheoryData<RedemptionAsked, RedemptionOutcome> Cases => new()
    {
        { Good, RedemptionOutcome.Granted },
        { Good with { RewardRegion = "51" }, RedemptionOutcome.Granted },
        { Good with { ActiveUntil = null }, RedemptionOutcome.Granted },
        { Good with { RiderActive = false }, RedemptionOutcome.RiderNotActive },
        { Good with { RewardRegion = "5111" }, RedemptionOutcome.NotInRegion },
        { Good with { RiderRegions = [] }, RedemptionOutcome.NotInRegion },
        { Good with { ActiveFrom = Now.AddTicks(1) }, RedemptionOutcome.NotActive },
        { Good with { ActiveUntil = Now }, RedemptionOutcome.NotActive },
        { Good with { Stock = 0 }, RedemptionOutcome.OutOfStock },
        { Good with { PricePoints = 31 }, RedemptionOutcome.InsufficientPoints },
        { Good with { CostFen = 301 }, RedemptionOutcome.WorthTooLittle },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decide_NamesEveryOutcome(RedemptionAsked asked, RedemptionOutcome outcome)
    {
        var (decided, shares) = Redemption.Decide(asked, Now);
        Assert.Equal(outcome, decided);
        Assert.Equal(outcome == RedemptionOutcome.Granted ? asked.PricePoints : 0, shares.Sum(s => s.Points));
    }
}

using FsCheck;
using FsCheck.Fluent;
using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Tests.Domain;

public sealed class PointSharesTests
{
    [Fact]
    public void Draw_TakesPurseAfterPurse()
    {
        var shares = PointShares.Draw(50, [Purse(30), Purse(0), Purse(100)]);
        Assert.Equal([30, 20], shares!.Select(s => s.Points));
    }

    [Fact]
    public void Draw_WhenAllTogetherIsTooLittle_IsNone() => Assert.Null(PointShares.Draw(51, [Purse(30), Purse(20)]));

    [Fact]
    public void Draw_PaysThePriceExactlyAndOverdrawsNoPurse() =>
        Check.QuickThrowOnFailure(Prop.ForAll<ushort, byte[]>((price, purses) =>
    {
        var held = purses.Select(p => Purse(p)).ToArray();
        var shares = PointShares.Draw(price, held);
        return shares is null
            ? held.Sum(p => p.Available) < price
            : shares.Sum(s => s.Points) == price && shares.All(s => s.Points > 0 && s.Points <= s.Purse.Available);
    }));

    [Fact]
    public void SplitCost_IsExactAndWithinEachBacking() =>
        Check.QuickThrowOnFailure(Prop.ForAll<uint, byte[]>((cost, points) =>
    {
        var shares = points.Where(p => p > 0).Select((p, i) => new PointShare(Purse(p, 1 + (i % 7)), p)).ToArray();
        var backing = shares.Sum(s => s.BackingFen);
        var asked = backing == 0 ? 0 : cost % (backing + 1);
        var parts = PointShares.SplitCost(asked, shares)!;
        return parts.Sum() == asked && parts.Zip(shares).All(x => x.First >= 0 && x.First <= x.Second.BackingFen)
            && PointShares.SplitCost(backing + 1, shares) is null;
    }));

    [Fact]
    public void SplitCost_OfTheLargestAmounts_DoesNotOverflow()
    {
        var shares =
            new[] { new PointShare(Purse(1_000_000, 10_000), 1_000_000),
            new PointShare(Purse(1_000_000, 10_000), 1_000_000) };
        Assert.Equal(20_000_000_000, PointShares.SplitCost(20_000_000_000, shares)!.Sum());
    }

    private static Purse Purse(long available, long fenPerPoint = 10) =>
        new(Guid.CreateVersion7(), 1, available, fenPerPoint);
}

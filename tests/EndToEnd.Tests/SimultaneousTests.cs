using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>
/// Many at once through two replicas, each request under a key of its own: one of them happens, the others are told.
/// </summary>
[Collection(Platform.Name)]
public sealed class SimultaneousTests(Platform platform)
{
    [Fact]
    public async Task Accept_By64AtOnceOfTwoHandlers_HasOneWinnerWhomTheOthersAreTold()
    {
        var rider = await platform.AsAsync("rider4");
        PlatformClient[] handlers =
            [await platform.AsAsync("handler.jinjiang"), await platform.AsAsync("handler2.jinjiang")];
        var reported = await rider.ReportClueAsync(City.Rubbish("同时接单")).ReadAsync<CaseView>(201);

        var answers = await AtOnceAsync(64, i =>
            handlers[i % 2].AcceptAsync(reported.Id, reported.Version, $"{reported.Id}-{i}"));

        var winner = Assert.Single(answers, a => a.Status == 200).Read<CaseView>(200);
        var held = (await handlers[0].CaseAsync(reported.Id).ReadAsync<CaseFile>(200)).Case;
        Assert.Equal((winner.Version, "Accepted"), (held.Version, held.Status));
        foreach (var loser in answers.Where(a => a.Status != 200))
        {
            var told = loser.Expect(409).Problem;
            Assert.Equal("/problems/AlreadyAccepted", told.Type);
            Assert.Equal(winner.Unit!.Id, told.More["currentOwner"].GetProperty("id").GetGuid());
            Assert.Equal(held.AcceptedBy, told.More["acceptedBy"].GetGuid());
        }
    }

    [Fact]
    public async Task Spend_ByMoreAtOnceThanPointsOrVouchersAllow_HappensOnce()
    {
        var (rider, keeper) = (await platform.AsAsync("rider19"), await platform.AsAsync("keeper"));
        var balance = await platform.EarnAsync(rider);
        var rewards = await rider.RewardsAsync($"region={City.Chengdu}").ReadAsync<PageView<RewardView>>(200);
        var all = rewards.Items.First(r => r.PricePoints * 2 > balance && r.PricePoints <= balance);
        var station = (await keeper.StationsAsync().ReadAsync<PageView<StationView>>(200)).Items[0];

        var spent = await AtOnceAsync(16, i => rider.RedeemAsync(all.Id, $"spend-{all.Id:N}-{i}"));
        var voucher = Assert.Single(spent, a => a.Status == 201).Read<VoucherView>(201);
        Assert.All(spent.Where(a => a.Status != 201), a => Assert.Equal(409, a.Status));
        Assert.Equal(balance - all.PricePoints, (await rider.PointsAsync().ReadAsync<BalanceView>(200)).Balance);

        var handed = await AtOnceAsync(16, i =>
            keeper.HandOverAsync(voucher.Code, station.Id, $"hand-{voucher.Id:N}-{i}"));
        Assert.Single(handed, a => a.Status == 200);
        Assert.All(handed.Where(a => a.Status != 200), a =>
            Assert.Equal("/problems/AlreadyRedeemed", a.Expect(409).Problem.Type));
        var left = await rider.PointsAsync().ReadAsync<BalanceView>(200);
        Assert.Equal(new BalanceView(balance - all.PricePoints, Held: 0), left);
    }

    private static Task<Answer[]> AtOnceAsync(int count, Func<int, Task<Answer>> send) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(send));
}

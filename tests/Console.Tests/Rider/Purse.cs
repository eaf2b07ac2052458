using RiderPlatform.Harness;
using RiderPlatform.Loop;

namespace RiderPlatform.Console.Tests.Rider;

/// <summary>A rider's points and what they are spent on, made through the API.</summary>
internal sealed class Purse(Site site)
{
    /// <summary>Points come from a case that was solved.</summary>
    public async Task EarnAsync(string user)
    {
        var staff = await site.StaffAsync(user);
        var one = await staff.Rider.ReportRoutedAsync(City.Manhole("攒积分"), Key());
        var accepted = await staff.Handler.AcceptAsync(one.Id, one.Version).ReadAsync<CaseView>(200);
        var resolved = await staff.Handler.ResolveAsync(one.Id, accepted.Version, "已修好").ReadAsync<CaseView>(200);
        var called = await staff.Rider.CallBackAsync(one.Id, resolved.Version, true).ReadAsync<CaseView>(200);
        await staff.Dispatcher.CloseAsync(one.Id, called.Version, "Solved").ReadAsync<CaseView>(200);
        await Eventually.IsAsync(
            () => staff.Rider.PointsAsync().ReadAsync<BalanceView>(200), b => b.Balance >= 30);
    }

    /// <summary>A voucher in the hand, for the cheapest reward there is.</summary>
    public async Task<VoucherView> VoucherAsync(string user)
    {
        await EarnAsync(user);
        var rider = await site.AsAsync(user);
        var rewards = await rider.RewardsAsync($"region={City.Chengdu}").ReadAsync<PageView<RewardView>>(200);
        var cheapest = rewards.Items.Where(r => r.Stock > 0).MinBy(r => r.PricePoints)!;
        return await rider.RedeemAsync(cheapest.Id, Key()).ReadAsync<VoucherView>(201);
    }

    private static string Key() => $"{Guid.CreateVersion7()}";
}

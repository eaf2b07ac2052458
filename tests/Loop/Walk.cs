using System.Diagnostics;
using RiderPlatform.Harness;

namespace RiderPlatform.Loop;

/// <summary>One step as a person would tell it: Chinese, then English.</summary>
public sealed record Step(string Zh, string En, string Who, string Result, TimeSpan Took);

/// <summary>What a finished walk has to show.</summary>
public sealed record Walked(CaseView Case, VoucherView Voucher, long Points);

/// <summary>
/// The main job once, from the photo to the voucher that is handed over. Every step tells what came of it; the first
/// that fails ends the walk with the request and the answer.
/// </summary>
public sealed class Walk(Door door, Action<Step> tell)
{
    private readonly string _walk = Guid.CreateVersion7().ToString("N");

    public async Task<Walked> RunAsync(string rider = "rider1")
    {
        var staff =
            await TellAsync("登录", "sign in", $"{rider}, handler, dispatcher, keeper", () =>
            Staff.SignInAsync(door, rider), _ => "授权码 + PKCE");
        var points = (await staff.Rider.PointsAsync()).Read<BalanceView>(200).Balance;
        var reported = await CaseAsync("随手拍上报", "report a clue with a photo", staff.Rider, 201,
            c => c.ReportClueAsync(City.Manhole($"井盖缺失 {_walk}"), Key("report"), Photo.Bytes));
        var accepted = await CaseAsync("接单", "accept", staff.Handler, 200,
            c => c.AcceptAsync(reported.Id, reported.Version, Key("accept")));
        var resolved = await CaseAsync("解单（附现场照片）", "resolve with evidence", staff.Handler, 200,
            c => c.ResolveAsync(accepted.Id, accepted.Version, "井盖已更换", Key("resolve")));
        var called = await CaseAsync("回访", "call back", staff.Rider, 200,
            c => c.CallBackAsync(resolved.Id, resolved.Version, satisfied: true, rating: 5, Key("callback")));
        var closed = await CaseAsync("销号", "close", staff.Dispatcher, 200,
            c => c.CloseAsync(called.Id, called.Version, "Solved", Key("close")));
        await TellAsync("时间线", "read the timeline", staff.Rider.Name, async () =>
            (await staff.Rider.TimelineAsync(closed.Id)).Expect(200), _ => "200");
        var balance = await TellAsync("积分到账", "points arrive", staff.Rider.Name, () => Eventually.IsAsync(
            async () => (await staff.Rider.PointsAsync()).Read<BalanceView>(200).Balance, b => b > points), b =>
                $"{points} → {b}");
        return new Walked(closed, await SpendAsync(staff, balance), balance - points);
    }

    private async Task<VoucherView> SpendAsync(Staff staff, long balance)
    {
        var reward = await TellAsync("选奖品", "choose a reward", staff.Rider.Name,
            async () =>
                (await staff.Rider.RewardsAsync($"region={City.Chengdu}"))
                .Read<PageView<RewardView>>(200).Items.Last(r => r.Stock > 0 && r.PricePoints <= balance),
            r => $"{r.Name} {r.PricePoints}");
        var voucher = await TellAsync("兑换", "redeem points for a voucher", staff.Rider.Name,
            async () => (await staff.Rider.RedeemAsync(reward.Id, Key("redeem"))).Read<VoucherView>(201), v => v.Code);
        var station = await TellAsync("选驿站", "choose the keeper's station", staff.Keeper.Name,
            async () => (await staff.Keeper.StationsAsync()).Read<PageView<StationView>>(200).Items[0], s => s.Name);
        await TellAsync("扫券", "read the voucher's code", staff.Keeper.Name, () => Eventually.ReturnsAsync(
            async () => (await staff.Keeper.VoucherAsync(voucher.Code)).Read<VoucherView>(200)), v => v.Status);
        await TellAsync("核销", "hand the reward over", staff.Keeper.Name,
            async () =>
                (await staff.Keeper.HandOverAsync(voucher.Code, station.Id, Key("hand-over"))).Expect(200), _ => "200");
        await TellAsync("再次核销被拒", "a second hand-over is refused", staff.Keeper.Name,
            async () => (await staff.Keeper.HandOverAsync(voucher.Code, station.Id, Key("again"))).Expect(409), a =>
                a.Problem.Type!);
        return voucher;
    }

    private Task<CaseView> CaseAsync(
        string zh, string en, PlatformClient who, int status, Func<PlatformClient, Task<Answer>> act) =>
        TellAsync(zh, en, who.Name, async () => (await act(who)).Read<CaseView>(status), c =>
            $"{c.Number} {c.Status} v{c.Version} {c.Unit?.Name}");

    private async Task<T> TellAsync<T>(string zh, string en, string who, Func<Task<T>> act, Func<T, string> result)
    {
        var started = Stopwatch.GetTimestamp();
        var value = await act();
        tell(new Step(zh, en, who, result(value), Stopwatch.GetElapsedTime(started)));
        return value;
    }

    private string Key(string step) => $"{_walk}-{step}";
}

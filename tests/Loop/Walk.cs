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
    /// <summary>A machine that has just started everything may say "not now"; a real client asks again too.</summary>
    private static readonly Patience Patience = new(TimeSpan.FromSeconds(20));

    private readonly string _walk = Guid.CreateVersion7().ToString("N");

    public async Task<Walked> RunAsync(string rider)
    {
        var staff = await TellAsync("登录", "sign in", $"{rider}, handler, dispatcher, keeper",
            async () => (await Staff.SignInAsync(door, rider)).With(Patience), _ => "授权码 code + PKCE");
        var before = await BalanceAsync(staff.Rider);
        var closed = await CloseAsync(staff);
        var steps = await TellAsync("时间线", "read the timeline", rider,
            async () => (await staff.Rider.TimelineAsync(closed.Id)).Read<List<StepView>>(200),
            t => string.Join(" → ", t.Select(s => s.Kind)));
        var balance = await TellAsync("积分到账", "points arrive", rider,
            () => Eventually.IsAsync(() => BalanceAsync(staff.Rider), b => b > before), b => $"{before} → {b}");
        return new Walked(closed, await SpendAsync(staff, balance), balance - before);
    }

    private async Task<CaseView> CloseAsync(Staff staff)
    {
        var reported = await TellAsync("随手拍上报", "report a clue with a photo", staff.Rider,
            c => c.ReportRoutedAsync(City.Manhole($"井盖缺失 {_walk}"), Key("report"), Photo.Bytes));
        var accepted = await TellAsync("接单", "accept", staff.Handler,
            c => c.AcceptAsync(reported.Id, reported.Version, Key("accept")).ReadAsync<CaseView>(200));
        var resolved = await TellAsync("办结（附现场照片）", "resolve with evidence", staff.Handler,
            c => c.ResolveAsync(accepted.Id, accepted.Version, "井盖已更换", Key("resolve")).ReadAsync<CaseView>(200));
        var called = await TellAsync("回访", "call back", staff.Rider,
            c => c.CallBackAsync(resolved.Id, resolved.Version, true, Key("callback")).ReadAsync<CaseView>(200));
        return await TellAsync("销号", "close", staff.Dispatcher,
            c => c.CloseAsync(called.Id, called.Version, "Solved", Key("close")).ReadAsync<CaseView>(200));
    }

    private async Task<VoucherView> SpendAsync(Staff staff, long balance)
    {
        var (rider, keeper) = (staff.Rider, staff.Keeper);
        var reward = await TellAsync("选奖品", "choose a reward", rider.Name, async () =>
        {
            var offered = await rider.RewardsAsync($"region={City.Chengdu}").ReadAsync<PageView<RewardView>>(200);
            return offered.Items.Last(r => r.Stock > 0 && r.PricePoints <= balance);
        }, r => $"{r.Name} {r.PricePoints}");
        var voucher = await TellAsync("兑换", "redeem points for a voucher", rider.Name,
            () => rider.RedeemAsync(reward.Id, Key("redeem")).ReadAsync<VoucherView>(201), v => v.Code);
        // The stations' own copy in Points may be a moment behind after the very first start.
        await TellAsync("扫券", "read the voucher's code", keeper.Name, () => Eventually.ReturnsAsync(
            () => keeper.VoucherAsync(voucher.Code).ReadAsync<VoucherView>(200)), v => v.Status);
        await TellAsync("找最近驿站", "find the nearest station", door.Anyone.Name, async () =>
            (await door.Anyone.NearestStationsAsync(City.Jinjiang).ReadAsync<NearestView>(200)).Items[0],
            s => $"{s.Name} {s.DistanceMetres:0} m");
        var station = await TellAsync("进本人驿站", "at the keeper's own station", keeper.Name, async () =>
            (await keeper.StationsAsync().ReadAsync<PageView<StationView>>(200)).Items[0], s => s.Name);
        var handOver = () => keeper.HandOverAsync(voucher.Code, station.Id, Key("hand-over"));
        var spent = await TellAsync("核销", "hand the reward over", keeper.Name,
            () => handOver().ReadAsync<VoucherView>(200), v => v.Status);
        await TellAsync("再次核销被拒", "a second hand-over is refused", keeper.Name, async () =>
            (await keeper.HandOverAsync(voucher.Code, station.Id, Key("again"))).Expect(409), a => a.Problem.Title!);
        return spent;
    }

    private static async Task<long> BalanceAsync(PlatformClient rider) =>
        (await rider.PointsAsync().ReadAsync<BalanceView>(200)).Balance;

    private Task<CaseView> TellAsync(
        string zh, string en, PlatformClient who, Func<PlatformClient, Task<CaseView>> act) =>
        TellAsync(zh, en, who.Name, () => act(who), c => $"{c.Number} {c.Status} v{c.Version} {c.Unit?.Name}");

    private async Task<T> TellAsync<T>(string zh, string en, string who, Func<Task<T>> act, Func<T, string> result)
    {
        var started = Stopwatch.GetTimestamp();
        var value = await act();
        tell(new Step(zh, en, who, result(value), Stopwatch.GetElapsedTime(started)));
        return value;
    }

    private string Key(string step) => $"{_walk}-{step}";
}

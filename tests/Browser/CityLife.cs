using RiderPlatform.Harness;
using RiderPlatform.Loop;

namespace RiderPlatform.Browser;

/// <summary>
/// An ordinary day in the demo city, made through the API: clues in every state over five counties, check-ins, a
/// voucher in the hand and one that was used.
/// </summary>
public sealed class CityLife(Door door)
{
    private static readonly Patience Patience = new(TimeSpan.FromSeconds(30));
    private static readonly (string Category, string Text)[] Hazards =
    [
        ("road.manhole", "春熙路口井盖缺失，夜间看不清，刚才有骑手差点摔倒。"),
        ("road.damage", "辅路路面塌陷一块，约脸盆大小，电动车过不去。"),
        ("facility.lamp", "巷口两盏路灯不亮，送夜宵的骑手看不见台阶。"),
        ("environment.rubbish", "垃圾堆到非机动车道上，已经两天没人清。"),
        ("road.signal", "路口红绿灯倒计时不显示，早高峰容易抢行。"),
        ("road.manhole", "小区门口井盖松动，压过去响声很大，雨天会积水。"),
    ];

    /// <summary>North-western corners of where other counties have theirs: 武侯, 青羊, 金牛, 成华.</summary>
    private static readonly Place[] Elsewhere =
        [City.Wuhou, new(103.9900, 30.6900), new(104.0400, 30.7200), new(104.1100, 30.6900)];

    private readonly string _day = Guid.CreateVersion7().ToString("N");

    /// <param name="clues">How many riders report; each takes its case one step further than the one before.</param>
    public async Task LiveAsync(int clues = 24)
    {
        var staff = (await Staff.SignInAsync(door, "rider1")).With(Patience);
        var riders = new List<PlatformClient> { staff.Rider };
        for (var i = 2; i <= 5; i++)
        {
            riders.Add((await door.SignInAsync($"rider{i}")).With(Patience));
        }

        for (var i = 0; i < clues; i++)
        {
            await LiveThroughAsync(staff with { Rider = riders[i % riders.Count] }, i);
        }

        await CheckInAsync(riders, staff.Keeper);
        await SpendAsync(staff);
    }

    private async Task LiveThroughAsync(Staff staff, int number)
    {
        var (category, text) = Hazards[number % Hazards.Length];
        // Three of four in the county whose people are at hand, the others over the city; steps of some hundred metres.
        var (east, south) = (number * 7 % 11, number * 5 % 9);
        var (middle, step) = number % 4 == 3
            ? (Elsewhere[number / 4 % Elsewhere.Length], new Place(0.004, 0.004))
            : (City.Jinjiang, new Place(0.0042, 0.0085));
        var place = new Place(middle.Longitude + (east * step.Longitude), middle.Latitude - (south * step.Latitude));
        var clue = new Clue(category, text, null, null).At(place);
        var photos = category == "road.manhole" ? [Photo.Bytes] : Array.Empty<byte[]>();
        var reported = await staff.Rider.ReportClueAsync(clue, Key($"report-{number}"), photos)
            .ReadAsync<CaseView>(201);
        // Every hazard in every state, in time.
        var depth = (number + (number / Hazards.Length)) % 6;
        if (depth == 0 || reported.Unit is null)
        {
            return;
        }

        if (depth == 1)
        {
            await staff.Handler.ReturnAsync(
                reported.Id, reported.Version, "该路段由交投公司管养，请改派。", Key($"return-{number}"));
            return;
        }

        var accepted = await staff.Handler.AcceptAsync(reported.Id, reported.Version, Key($"accept-{number}"));
        if (accepted.Status != 200)
        {
            // Another unit's: it stays for that unit.
            return;
        }

        var now = accepted.Read<CaseView>(200);
        if (depth > 2)
        {
            now = await staff.Handler
                .ResolveAsync(now.Id, now.Version, "已到场处置，现场恢复。", Key($"resolve-{number}")).ReadAsync<CaseView>(200);
            now = depth == 3 ? now
                : await staff.Rider.CallBackAsync(now.Id, now.Version, true, Key($"call-{number}"))
                .ReadAsync<CaseView>(200);
            _ = depth < 5 ? now
                : await staff.Dispatcher.CloseAsync(now.Id, now.Version, "Solved", Key($"close-{number}"))
                .ReadAsync<CaseView>(200);
        }
    }

    private async Task CheckInAsync(IReadOnlyList<PlatformClient> riders, PlatformClient keeper)
    {
        var near = (await door.Anyone.NearestStationsAsync(City.Jinjiang).ReadAsync<NearestView>(200)).Items;
        var own = (await keeper.StationsAsync().ReadAsync<PageView<StationView>>(200)).Items[0];
        foreach (var (rider, i) in riders.Select((r, i) => (r, i)))
        {
            foreach (var station in near.Skip(i % 2).Take(2).Append(own))
            {
                await rider.Caller.PostAsync(
                    $"/api/v1/stations/{station.Id}/check-ins", null, Key($"in-{i}-{station.Id}"));
            }
        }
    }

    private async Task SpendAsync(Staff staff)
    {
        var balance = await Eventually.IsAsync(
            async () => (await staff.Rider.PointsAsync().ReadAsync<BalanceView>(200)).Balance, b => b > 0);
        var rewards = (await staff.Rider.RewardsAsync($"region={City.Chengdu}").ReadAsync<PageView<RewardView>>(200))
            .Items.Where(r => r.Stock > 0).OrderBy(r => r.PricePoints).ToList();
        if (rewards.Count > 0 && rewards[0].PricePoints <= balance)
        {
            await staff.Rider.RedeemAsync(rewards[0].Id, Key("kept"));
            var used = await staff.Rider.RedeemAsync(rewards[0].Id, Key("used"));
            var station = (await staff.Keeper.StationsAsync().ReadAsync<PageView<StationView>>(200)).Items[0];
            if (used.Status == 201)
            {
                await staff.Keeper.HandOverAsync(used.Read<VoucherView>(201).Code, station.Id, Key("handed-over"));
            }
        }
    }

    private string Key(string step) => $"{_day}-{step}";
}

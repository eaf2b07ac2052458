using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Keeper;

/// <summary>The keeper's day; handing over is told in <see cref="Rider.SpendingTests"/>.</summary>
[Collection(Site.Riders)]
public sealed class KeeperTests(Site site)
{
    [Fact]
    public async Task CheckIn_StandsInTheDay_WithoutTheRidersName()
    {
        var own = await (await site.AsAsync("keeper")).StationsAsync().ReadAsync<PageView<StationView>>(200);
        var station = own.Items[^1];
        await using var rider = await site.SitAsync(Seat.Phone, "rider13");
        await rider.GoAsync($"/console/stations/{station.Id}");
        await rider.Page.ClickAsync("button:has-text('签到')");
        await Expect(rider.Page.Locator(".notice-good")).ToContainTextAsync("签到成功");
        await using var keeper = await site.SitAsync(Seat.Desk with { Scripts = false }, "keeper");
        await keeper.GoAsync("/console/keeper?region=510104&at=now");
        await keeper.Page.SelectOptionAsync("#station", $"{station.Id}");
        await keeper.Page.ClickAsync("text=切换");
        await Expect(keeper.Page.Locator("#visits tbody tr").First).ToContainTextAsync("骑手");
        await Expect(keeper.Page.Locator(".keeper-total a").First).Not.ToHaveTextAsync("0");
        Assert.Empty(keeper.Faults);
    }
}

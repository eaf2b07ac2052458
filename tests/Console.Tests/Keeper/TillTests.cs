using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Rider;
using RiderPlatform.Harness;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Keeper;

/// <summary>A station whose network is away hands over by passes, and settles when it is back.</summary>
[Collection(Site.Riders)]
public sealed class TillTests(Site site)
{
    [Fact]
    public async Task WithoutANetwork_APassIsChecked_NotedAndSettledLater()
    {
        var voucher = await new Purse(site).VoucherAsync("rider16");
        await using var rider = await site.SitAsync(Seat.Phone, "rider16");
        await rider.GoAsync($"/console/my/vouchers/{voucher.Id}");
        await rider.Page.ClickAsync("#pass summary");
        await rider.Page.ClickAsync("#pass button");
        await Expect(rider.Page.Locator("[data-live=voucher]")).ToContainTextAsync("离线凭证");
        var pass = await QrReader.ReadAsync(rider);

        await using var keeper = await site.SitAsync(Seat.Phone, "keeper");
        await keeper.GoAsync("/console/keeper/till");
        await keeper.Page.ClickAsync("#till-prepare");
        await Expect(keeper.Page.Locator("#till-state")).ToContainTextAsync("前可离线核销");
        await Eventually.IsAsync(() => keeper.Page.EvaluateAsync<bool>("""
            async () => navigator.serviceWorker.controller !== null
              && (await caches.match('/console/keeper/till'))?.ok === true
            """), kept => kept);
        await keeper.Context.SetOfflineAsync(true);
        await keeper.GoAsync("/console/keeper/till");

        Assert.Empty(keeper.Faults);
        var verdict = keeper.Page.Locator("#till-verdict");
        await LookAsync(keeper, pass[..^4] + "AAAA");
        await Expect(verdict).ToContainTextAsync("不是本平台的离线凭证");
        await LookAsync(keeper, pass);
        await Expect(verdict).ToContainTextAsync("可以交付");
        await keeper.Page.ClickAsync("#till-verdict button");
        await Expect(keeper.Page.Locator("#till-waiting li")).ToHaveCountAsync(1);
        await LookAsync(keeper, pass);
        await Expect(verdict).ToContainTextAsync("刚才已在此交付");

        await keeper.Context.SetOfflineAsync(false);
        await keeper.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await Expect(keeper.Page.Locator("#till-settled")).ToContainTextAsync("已入账", new() { Timeout = 30_000 });
        await Expect(keeper.Page.Locator("#till-waiting li")).ToHaveCountAsync(0);
        await Expect(rider.Page.Locator("[data-live=voucher]")).ToContainTextAsync("已使用", new() { Timeout = 20_000 });
        Assert.Empty(rider.Faults);
    }

    private static async Task LookAsync(Person keeper, string pass)
    {
        await keeper.Page.FillAsync("#pass-text", pass);
        await keeper.Page.ClickAsync("#till-ask button.first");
    }
}

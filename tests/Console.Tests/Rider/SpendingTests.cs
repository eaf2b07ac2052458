using System.Text.RegularExpressions;
using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Rider;

/// <summary>Rating, points, the shop, vouchers, and the keeper who hands the reward over.</summary>
[Collection(Site.Riders)]
public sealed class SpendingTests(Site site)
{
    [Fact]
    public async Task Case_FollowsByItself_AndIsRated()
    {
        var (rider, handler) = (await site.AsAsync("rider9"), await site.AsAsync("handler.jinjiang"));
        var one = await rider.ReportRoutedAsync(City.Manhole("<img src=x onerror=alert(1)>"), Key());
        await using var person = await site.SitAsync(Seat.Phone, "rider9");
        await person.GoAsync($"/console/my/cases/{one.Id}");
        await Expect(person.Page.Locator("[data-live=state]")).ToContainTextAsync("已派单");
        await Expect(person.Page.Locator("[data-live=state]")).ToContainTextAsync("前办结");
        var accepted = await handler.AcceptAsync(one.Id, one.Version).ReadAsync<CaseView>(200);
        await Expect(person.Page.Locator("[data-live=state]")).ToContainTextAsync("处理中", new() { Timeout = 20_000 });
        await handler.ResolveAsync(one.Id, accepted.Version, "已修好").ReadAsync<CaseView>(200);
        await person.GoAsync("/console/my/cases?waiting=rider");
        await person.Page.Locator("li.row", new() { HasText = one.Number }).GetByText("去评价").ClickAsync();
        await CasesDesk.ChooseAnswersAsync(person.Page);
        await person.Page.ClickAsync("text=提交评价");
        await Expect(person.Page.Locator(".notice-good")).ToHaveTextAsync("谢谢您的评价。");
        await Expect(person.Page.Locator(".steps")).ToContainTextAsync("已解决，满意");
        Assert.Empty(person.Faults);
    }

    [Fact]
    public async Task Voucher_IsBoughtOnce_ItsCodeIsRead_AndHandedOverOnce()
    {
        await new Purse(site).EarnAsync("rider11");
        await using var rider = await site.SitAsync(Seat.Phone, "rider11");
        var (before, owned) = (await BalanceAsync("rider11"), await VouchersAsync("rider11"));
        await BuyAsync(rider);
        var code = await CodeAsync(rider);
        Assert.Equal(owned + 1, await VouchersAsync("rider11"));
        Assert.True(await BalanceAsync("rider11") < before);

        await using var keeper = await site.SitAsync(Seat.Desk, "keeper");
        await keeper.GoAsync("/console/keeper/redeem");
        await keeper.Page.FillAsync("#code", await QrReader.ReadAsync(rider));
        await keeper.Page.ClickAsync("#ask button.first");
        await Expect(keeper.Page.Locator("#verdict")).ToContainTextAsync("可以交付");
        await Expect(keeper.Page.Locator("#verdict")).ToContainTextAsync(code[^4..]);
        await keeper.Page.ClickAsync("#verdict button");
        await Expect(keeper.Page.Locator("#verdict")).ToContainTextAsync("核销成功");
        await Expect(rider.Page.Locator("[data-live=voucher]")).ToContainTextAsync("已使用", new() { Timeout = 20_000 });
        await keeper.Page.ReloadAsync();
        await Expect(keeper.Page.Locator("#verdict")).ToContainTextAsync("请勿重复交付");
        await keeper.GoAsync("/console/keeper");
        await Expect(keeper.Page.Locator("#redeemed-list")).ToContainTextAsync(code);
        var own = await site.AsAsync("keeper");
        var station = (await own.StationsAsync().ReadAsync<PageView<StationView>>(200)).Items[0];
        (await own.HandOverAsync(code, station.Id)).Expect(409);
        await keeper.GoAsync($"/console/keeper?station={station.Id}");
        await Expect(keeper.Page.Locator("#refused-list")).ToContainTextAsync("已兑换过");
        await rider.GoAsync("/console/my/points");
        await Expect(rider.Page.Locator(".entries > li").First).ToBeVisibleAsync();
        Assert.Empty(rider.Faults);
        Assert.Empty(keeper.Faults);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Voucher_ThatIsNotWantedAnyMore_IsGivenBack(bool scripts)
    {
        var voucher = await new Purse(site).VoucherAsync("rider13");
        var before = await BalanceAsync("rider13");
        await using var rider = await site.SitAsync(Seat.Phone with { Scripts = scripts }, "rider13");
        await rider.GoAsync($"/console/my/vouchers/{voucher.Id}");
        await rider.Page.ClickAsync("#give-back summary");
        await rider.Page.ClickAsync("#give-back button");
        await Expect(rider.Page.Locator(".notice-good")).ToContainTextAsync("已退回");
        await Expect(rider.Page.Locator("[data-live=voucher]")).ToContainTextAsync("已退回");
        Assert.True(await BalanceAsync("rider13") > before);
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task WithoutScripts_VouchersAreBoughtAndRedeemed()
    {
        await new Purse(site).EarnAsync("rider12");
        await using var rider = await site.SitAsync(Seat.Phone with { Scripts = false }, "rider12");
        await rider.GoAsync("/console/shop?region=5101&at=now");
        await rider.Page.Locator("li.row", new() { HasText = "可以兑换" }).Locator("a").First.ClickAsync();
        await rider.Page.ClickAsync("text=兑换 >> nth=-1");
        await rider.Page.ClickAsync("form button.wide");
        var code = await CodeAsync(rider);
        await using var keeper = await site.SitAsync(Seat.Phone with { Scripts = false }, "keeper");
        await keeper.GoAsync("/console/keeper/redeem?region=5101&at=now");
        await keeper.Page.FillAsync("#code", code.ToLowerInvariant());
        await keeper.Page.ClickAsync("#ask button.first");
        await keeper.Page.ClickAsync("#verdict button");
        await Expect(keeper.Page.Locator("#verdict")).ToContainTextAsync("核销成功");
        Assert.Empty(rider.Faults);
        Assert.Empty(keeper.Faults);
    }

    [Fact]
    public async Task UnknownVoucher_SaysSo()
    {
        await using var keeper = await site.SitAsync(Seat.Phone, "keeper");
        await keeper.GoAsync("/console/keeper/redeem?region=5101&at=now&code=%3Cb%3Enothing");
        await Expect(keeper.Page.Locator("#verdict")).ToContainTextAsync("没有这张券");
        Assert.Empty(keeper.Faults);
    }

    /// <summary>
    /// Through the shop's pages; the last button is pressed twice in one breath, and sent once more by hand.
    /// </summary>
    private static async Task BuyAsync(Person rider)
    {
        await rider.GoAsync("/console/shop?region=5101&at=now");
        await rider.Page.Locator("li.row", new() { HasText = "可以兑换" }).Locator("a").First.ClickAsync();
        await rider.Page.Locator("main a.first.wide").ClickAsync();
        await rider.Page.EvaluateAsync("""
            async () => {
              const form = document.querySelector('main form');
              await Promise.all([1, 2].map(() => fetch(location.href, { method: 'POST', body: new FormData(form) })));
            }
            """);
        await rider.Page.ClickAsync("main form button.wide");
        await rider.Page.WaitForURLAsync(new Regex("/console/my/vouchers/"));
    }

    private static async Task<string> CodeAsync(Person rider)
    {
        await rider.Page.ClickAsync("#type-in summary");
        return await rider.Page.InnerTextAsync("#code");
    }

    private async Task<long> BalanceAsync(string user) =>
        (await (await site.AsAsync(user)).PointsAsync().ReadAsync<BalanceView>(200)).Balance;

    private async Task<long> VouchersAsync(string user) =>
        (await (await site.AsAsync(user)).VouchersAsync().ReadAsync<PageView<VoucherView>>(200)).Total;

    private static string Key() => $"{Guid.CreateVersion7()}";
}

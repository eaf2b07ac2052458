using System.Text.RegularExpressions;
using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Rider;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>
/// Without a pointer, and always seeing where one is: Tab, Enter, Space and arrow keys. (The dispatcher's inbox has
/// keys of its own: <see cref="InboxTests"/>.) The system's own window for choosing files is not part of the page.
/// </summary>
[Collection(Site.Desk)]
public sealed class KeyboardTests(Site site)
{
    [Fact]
    public async Task Rider_Reports()
    {
        await (await site.AsAsync("rider2")).ReportRoutedAsync(City.Manhole("已有的线索"), $"{Guid.CreateVersion7()}");
        await using var rider = await site.SitAsync(Seat.Desk, "rider1");
        var (page, keys) = (rider.Page, new Keys(rider.Page));
        await rider.GoAsync("/console/report");
        await page.SetInputFilesAsync("#photo-album", CasesDesk.Hazard);
        await Expect(page.Locator("#photo-list img")).ToHaveCountAsync(1);
        await Expect(page.Locator("#longitude")).Not.ToHaveValueAsync("");
        await keys.ChooseAsync("[name=Category]", "road.manhole");
        await Expect(page.Locator("#similar")).ToContainTextAsync("附近已经有人报过");
        await keys.TypeAsync("#Text", CasesDesk.Unique("只用键盘"));
        await keys.PressAsync("#report-send");
        await Expect(page.Locator("[data-new]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("/console/my/cases/"));
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task Handler_AcceptsAndResolves()
    {
        var desk = new CasesDesk(site);
        var one = await desk.DispatchedAsync();
        await using var handler = await site.SitAsync(Seat.Desk, "handler.jinjiang");
        var (page, keys) = (handler.Page, new Keys(handler.Page));
        await handler.GoAsync($"/console/queue?q={one.Number}");
        await keys.PressAsync($"li[data-key='{one.Id}'] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已接单");
        await handler.GoAsync(CasesDesk.PathOf(one.Id));
        await keys.TypeAsync("[name=ResolveNote]", "已补装井盖");
        await keys.ToAsync("[name=photos]");
        await page.SetInputFilesAsync("[name=photos]", CasesDesk.Evidence);
        await keys.PressAsync("form[action*=Resolve] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已办结");
        Assert.Equal("Resolved", (await desk.NowAsync(one.Id)).Status);
        Assert.Empty(handler.Faults);
    }

    [Fact]
    public async Task Keeper_RedeemsAVoucher()
    {
        var voucher = await new Purse(site).VoucherAsync("rider10");
        await using var keeper = await site.SitAsync(Seat.Desk, "keeper");
        var (page, keys) = (keeper.Page, new Keys(keeper.Page));
        await keeper.GoAsync("/console/keeper/redeem");
        await keys.TypeAsync("#code", voucher.Code);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("可以交付");
        await keys.PressAsync("#verdict button");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("核销成功");
        Assert.Empty(keeper.Faults);
    }

    [Fact]
    public async Task List_IsSearchedSortedAndPaged()
    {
        var mark = await new CasesDesk(site).ListAsync(21, "rider8");
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        var (page, keys) = (dispatcher.Page, new Keys(dispatcher.Page));
        await dispatcher.GoAsync("/console/cases");
        await keys.TypeAsync("input[name=q]", mark);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".table-tools > p")).ToHaveTextAsync("共 21 条");
        await keys.PressAsync("th a[href*='sort=reportedAt']");
        await page.WaitForURLAsync(new Regex("sort=reportedAt"));
        await keys.PressAsync("th a[href*='sort=reportedAt']");
        await Expect(page.Locator("th[aria-sort=descending]")).ToHaveCountAsync(1);
        await keys.PressAsync("a[rel=next]");
        await Expect(page.Locator(".pages span")).ToContainTextAsync("2");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await keys.PressAsync("tbody a");
        await Expect(page.Locator("#drawer h1")).ToBeVisibleAsync();
        Assert.Empty(dispatcher.Faults);
    }
}

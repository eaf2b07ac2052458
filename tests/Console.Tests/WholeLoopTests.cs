using System.Text.RegularExpressions;
using RiderPlatform.Browser;
using RiderPlatform.Harness;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>
/// From the photo of a hazard to the reward in the hand: five people, each in a browser of their own, and nobody uses
/// anything but the pages. What one does, the others see without loading a page again.
/// </summary>
[Collection(Site.Alone)]
public sealed class WholeLoopTests(Site site) : IAsyncLifetime
{
    private readonly string _text = CasesDesk.Unique("非机动车道井盖缺失，夜里看不见");
    private Person _rider = null!;
    private Person _handler = null!;
    private Person _dispatcher = null!;
    private Person _keeper = null!;
    private Person _supervisor = null!;

    public async Task InitializeAsync()
    {
        _rider = await site.SitAsync(Seat.Phone, "rider14");
        _handler = await site.SitAsync(Seat.Phone, "handler.jinjiang");
        _dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        _keeper = await site.SitAsync(Seat.Phone, "keeper");
        _supervisor = await site.SitAsync(Seat.Wall, "supervisor");
    }

    [Fact]
    public async Task AHazard_BecomesAReward_InTheHandsOfFivePeople()
    {
        await _supervisor.GoAsync("/console/wall?region=5101&at=now");
        await _dispatcher.GoAsync("/console/inbox?tab=returned");

        var id = await ReportAsync();
        await Expect(_supervisor.Page.Locator($"[data-part=stream] li[data-key='{id}']")).ToHaveCountAsync(1);
        await ReturnAsync(id);
        await JudgeAsync(id);
        await AcceptAndResolveAsync(id);
        await RateAsync();
        await CloseAsync(id);
        await Expect(_supervisor.Page.Locator($"[data-part=stream] li[data-key='{id}']")).ToContainTextAsync("已销号");

        await ReadPointsAsync(id);
        var code = await BuyAsync();
        await HandOverAsync(code);
        await Expect(_rider.Page.Locator("[data-live=voucher]")).ToContainTextAsync("已使用");
        foreach (var person in new[] { _rider, _handler, _dispatcher, _keeper, _supervisor })
        {
            Assert.Empty(person.Faults);
        }
    }

    /// <summary>
    /// Three taps: photo, position (found by the phone), category; the rider stays on the case's page.
    /// </summary>
    private async Task<string> ReportAsync()
    {
        var page = _rider.Page;
        await _rider.GoAsync("/console/report");
        await page.SetInputFilesAsync("#photo-album", CasesDesk.Hazard);
        await Expect(page.Locator("#longitude")).Not.ToHaveValueAsync("");
        await page.Locator("input[value='road.manhole']").CheckAsync();
        await page.FillAsync("#Text", _text);
        await page.ClickAsync("#report-send");
        await Expect(page.Locator("[data-new]").Or(page.Locator("[data-live=state]")).First).ToBeVisibleAsync();
        if (await page.Locator("[data-new]").IsVisibleAsync())
        {
            await page.ClickAsync("[data-new]");
        }

        await page.WaitForURLAsync(new Regex("/console/my/cases/"));
        await Expect(page.Locator("[data-live=state]")).ToContainTextAsync("已派单");
        return new Uri(page.Url).Segments[^1];
    }

    private async Task ReturnAsync(string id)
    {
        var page = _handler.Page;
        await _handler.GoAsync("/console/queue");
        await page.ClickAsync($"li[data-key='{id}'] a.button:has-text('退单')");
        await page.ClickAsync("summary:has-text('退单')");
        await CasesDesk.FillReturnAsync(page.Locator("form[action*=Return]"), "井盖属于通信公司");
        await page.ClickAsync("button:has-text('退单')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已退回派单员");
    }

    /// <summary>The return comes to the open inbox by itself, and is judged in the drawer.</summary>
    private async Task JudgeAsync(string id)
    {
        var page = _dispatcher.Page;
        await page.Locator($"li[data-key='{id}'] .lane-text").ClickAsync();
        await Expect(page.Locator("#drawer .judge")).ToContainTextAsync("井盖属于通信公司");
        await page.FillAsync("#drawer [name=BackNote]", "产权清单显示属于城管");
        await page.ClickAsync("#drawer .judge button.first");
        await Expect(page.Locator("#drawer .notice-good")).ToContainTextAsync("已派给");
    }

    private async Task AcceptAndResolveAsync(string id)
    {
        var page = _handler.Page;
        await page.ClickAsync($"li[data-key='{id}'] button:has-text('接单')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已接单");
        await Expect(_rider.Page.Locator("[data-live=state]")).ToContainTextAsync("处理中");
        await _handler.GoAsync($"/console/cases/{id}");
        await page.FillAsync("[name=ResolveNote]", "已补装井盖");
        await page.SetInputFilesAsync("[name=photos]", CasesDesk.Evidence);
        await page.ClickAsync("button:has-text('办结')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已办结");
    }

    private async Task RateAsync()
    {
        var page = _rider.Page;
        await CasesDesk.ChooseAnswersAsync(page);
        await page.FillAsync("[name=Comment]", "修得很快");
        await page.ClickAsync("text=提交评价");
        await Expect(page.Locator(".steps")).ToContainTextAsync("已解决，满意");
    }

    private async Task CloseAsync(string id)
    {
        var page = _dispatcher.Page;
        await _dispatcher.GoAsync($"/console/cases/{id}");
        await Expect(page.Locator(".steps")).ToContainTextAsync("修得很快");
        await page.ClickAsync("button:has-text('销号')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已销号");
    }

    /// <summary>The points of this very case, found in the list of all of them.</summary>
    private async Task ReadPointsAsync(string id)
    {
        var page = _rider.Page;
        await Expect(page.Locator("[data-live=state]")).ToContainTextAsync("已结束");
        var entry = page.Locator($"a[href*='{id}']");
        await Eventually.IsAsync(async () =>
        {
            await _rider.GoAsync("/console/my/points");
            return await entry.CountAsync();
        }, found => found == 1);

        await Expect(page.Locator(".entries li", new() { Has = entry }).Locator(".plus")).ToHaveTextAsync("+30");
    }

    private async Task<string> BuyAsync()
    {
        var page = _rider.Page;
        await page.ClickAsync(".purse a.first");
        await page.Locator("li.row", new() { HasText = "可以兑换" }).Locator("a").First.ClickAsync();
        await page.Locator("main a.first.wide").ClickAsync();
        await page.ClickAsync("main form button.wide");
        await page.WaitForURLAsync(new Regex("/console/my/vouchers/"));
        await page.ClickAsync("#type-in summary");
        return await page.InnerTextAsync("#code");
    }

    private async Task HandOverAsync(string code)
    {
        var page = _keeper.Page;
        await _keeper.GoAsync("/console/keeper/redeem");
        await page.FillAsync("#code", code);
        await page.ClickAsync("#ask button.first");
        await page.ClickAsync("#verdict button");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("核销成功");
    }

    public async Task DisposeAsync()
    {
        foreach (var person in new[] { _rider, _handler, _dispatcher, _keeper, _supervisor })
        {
            await person.DisposeAsync();
        }
    }
}

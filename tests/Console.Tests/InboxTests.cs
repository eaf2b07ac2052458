using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>The dispatch desk: live, by keys, and without scripts.</summary>
[Collection(Site.Name)]
public sealed class InboxTests(Site site)
{
    /// <summary>In the demo city some unit answers for every clue: its return is what comes to a dispatcher.</summary>
    [Fact]
    public async Task Windows_ShowWhatARiderReports_WithoutReload()
    {
        var desk = new CasesDesk(site);
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        var (inbox, list) = (dispatcher.Page, await dispatcher.Context.NewPageAsync());
        await dispatcher.GoAsync("/console/inbox?tab=returned");
        await list.GotoAsync("/console/cases");
        foreach (var page in new[] { inbox, list })
        {
            await page.EvaluateAsync("() => { window.same = true; }");
        }

        var text = CasesDesk.Unique("桥面坑洞");
        var one = await desk.DispatchedAsync(text, "rider6");
        await Expect(list.Locator("#list")).ToContainTextAsync(text);
        await (await desk.AsAsync("handler.jinjiang")).ReturnAsync(one.Id, one.Version, "不归我们")
            .ReadAsync<CaseView>(200);
        await Expect(inbox.Locator($"li[data-key='{one.Id}']")).ToContainTextAsync(text);
        await Expect(list.Locator($"tr:has-text('{text}')")).ToContainTextAsync("已退单");
        Assert.True(await inbox.EvaluateAsync<bool>("() => window.same"));
        Assert.True(await list.EvaluateAsync<bool>("() => window.same"));
        Assert.Empty(dispatcher.Faults);
    }

    [Fact]
    public async Task Inbox_SaysWhenItLostTouch_AndRecovers()
    {
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        await dispatcher.Context.RouteAsync("**/console/live**", route => route.AbortAsync());
        await dispatcher.GoAsync("/console/inbox");
        var lost = dispatcher.Page.Locator("#live-lost");
        await Expect(lost).ToBeVisibleAsync();
        await dispatcher.Context.UnrouteAllAsync();
        await Expect(lost).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Inbox_ByKeysAlone_DispatchesAndOpens()
    {
        var desk = new CasesDesk(site);
        var one = await desk.ReopenedAsync();
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync($"/console/inbox?tab=reopened&q={one.Number}");
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#keys")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#lane-search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("jkd");
        Assert.Contains("jkd", await page.InputValueAsync("#lane-search"), StringComparison.Ordinal);
        await Expect(page.Locator("#question")).ToBeHiddenAsync();
        await page.FocusAsync("main");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".lane-name").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#drawer h1")).ToContainTextAsync(one.Number);
        Assert.Contains(CasesDesk.PathOf(one.Id), page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#drawer")).ToBeHiddenAsync();
        await Expect(page.Locator(".lane-name").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("d");
        await Expect(page.Locator("#question h2")).ToContainTextAsync("派给锦江区城市管理局？");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync(one.Number);
        Assert.Equal("Dispatched", (await desk.NowAsync(one.Id)).Status);
        Assert.Empty(dispatcher.Faults);
    }

    [Fact]
    public async Task Drawer_TakesAStep_AndTheListFollows()
    {
        var desk = new CasesDesk(site);
        var one = await desk.ReturnedAsync();
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync($"/console/inbox?tab=returned&q={one.Number}");
        await page.ClickAsync(".lane-text");
        await page.FillAsync("#drawer [name=DispatchNote]", "请市级处理");
        await page.ClickAsync("#drawer button[aria-label='派单给成都市城市管理局']");
        await Expect(page.Locator("#drawer .notice-good")).ToContainTextAsync("已派给 成都市城市管理局");
        await page.ClickAsync("#drawer-close");
        await Expect(page.Locator($"li[data-key='{one.Id}']")).ToHaveCountAsync(0);
        Assert.Contains("/console/inbox", page.Url, StringComparison.Ordinal);
        Assert.Empty(dispatcher.Faults);
    }

    /// <summary>The returned case is no longer the handler's to see; the list below, with what is left, is.</summary>
    [Fact]
    public async Task Drawer_ReturnsACase_AndTheQueueStays()
    {
        var desk = new CasesDesk(site);
        var mark = CasesDesk.Unique("井盖松动");
        var (one, other) = (await desk.DispatchedAsync(mark), await desk.DispatchedAsync(mark));
        await using var handler = await site.SitAsync(Seat.Desk, "handler.jinjiang");
        var page = handler.Page;
        await handler.GoAsync($"/console/queue?q={Uri.EscapeDataString(mark)}");
        await page.ClickAsync($"li[data-key='{one.Id}'] a.button:has-text('退单')");
        await page.ClickAsync("#drawer summary:has-text('退单')");
        await CasesDesk.FillReturnAsync(page.Locator("#drawer form[action*=Return]"), "井盖属于通信公司");
        await page.ClickAsync("#drawer form[action*=Return] button");
        await Expect(page.Locator("main .notice-good")).ToContainTextAsync("已退回派单员");
        await Expect(page.Locator($"li[data-key='{one.Id}']")).ToHaveCountAsync(0);
        await Expect(page.Locator($"li[data-key='{other.Id}']")).ToHaveCountAsync(1);
        Assert.Contains("/console/queue", page.Url, StringComparison.Ordinal);
        Assert.Empty(handler.Faults);
    }

    [Fact]
    public async Task Inbox_WithoutScripts_SearchesAndDispatches()
    {
        var desk = new CasesDesk(site);
        var one = await desk.ReopenedAsync();
        await using var dispatcher = await site.SitAsync(Seat.Desk with { Scripts = false }, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync("/console/inbox");
        await page.FillAsync("#lane-search", one.Number);
        await page.ClickAsync(".lane-tools button:has-text('查询')");
        await page.ClickAsync($"li[data-key='{one.Id}'] a.button");
        await page.FillAsync("[name=DispatchNote]", "请尽快");
        await page.FillAsync("[name=Units]", "住房");
        await page.ClickAsync(".units-search button");
        Assert.Equal("请尽快", await page.InputValueAsync("[name=DispatchNote]"));
        await page.ClickAsync("button[aria-label='派单给锦江区住房和城乡建设局']");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已派给 锦江区住房和城乡建设局");
        Assert.Equal("Dispatched", (await desk.NowAsync(one.Id)).Status);
    }
}

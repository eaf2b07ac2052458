using System.Text.RegularExpressions;
using RiderPlatform.Browser;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>
/// JavaScript off: lists and forms that other tests do not use without it. (Reporting, stations, shop, voucher and
/// keeper: the folders of their pages; the inbox: <see cref="InboxTests"/>.)
/// </summary>
[Collection(Site.Name)]
public sealed class NoScriptTests(Site site)
{
    private static readonly Seat Desk = Seat.Desk with { Scripts = false };
    private static readonly Seat Phone = Seat.Phone with { Scripts = false };

    [Fact]
    public async Task Cases_AreSearchedSortedPagedShapedAndExported()
    {
        var mark = await new CasesDesk(site).ListAsync(21, "rider8");
        await using var dispatcher = await site.SitAsync(Desk, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync("/console/cases");
        await page.FillAsync("input[name=q]", mark);
        await page.ClickAsync("form.search button");
        await Expect(page.Locator(".table-tools > p")).ToHaveTextAsync("共 21 条");

        await page.ClickAsync("th a[href*='sort=reportedAt']");
        var first = await page.InnerTextAsync("tbody tr:first-child td:first-child");
        await page.ClickAsync("th a[href*='sort=reportedAt']");
        await Expect(page.Locator("tbody tr:first-child td:first-child")).Not.ToHaveTextAsync(first);
        await page.ClickAsync("a[rel=next]");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("tbody")).ToContainTextAsync(first);

        await page.ClickAsync(".table-tools summary");
        await page.UncheckAsync("input[name=cols][value=severity]");
        await page.CheckAsync("input[name=cols][value=kind]");
        await page.SelectOptionAsync("select[name=size]", "50");
        await page.CheckAsync("input[name=density]");
        await page.ClickAsync(".menu-body button:has-text('应用')");
        await Expect(page.Locator("section.table.dense")).ToHaveCountAsync(1);
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(21);
        await Expect(page.Locator("th", new() { HasText = "等级" })).ToHaveCountAsync(0);
        await Expect(page.Locator("th", new() { HasText = "种类" })).ToHaveCountAsync(1);

        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=导出 CSV"));
        using var text = new StreamReader(await file.CreateReadStreamAsync());
        Assert.Equal(22, (await text.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Empty(dispatcher.Faults);
    }

    [Fact]
    public async Task Queue_AcceptsAndResolves()
    {
        var desk = new CasesDesk(site);
        var one = await desk.DispatchedAsync();
        await using var handler = await site.SitAsync(Phone, "handler.jinjiang");
        var page = handler.Page;
        await handler.GoAsync("/console/queue");
        await page.FillAsync("#lane-search", one.Number);
        await page.ClickAsync(".lane-tools button");
        await page.ClickAsync($"li[data-key='{one.Id}'] button:has-text('接单')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已接单");
        await handler.GoAsync(CasesDesk.PathOf(one.Id));
        await page.FillAsync("[name=ResolveNote]", "已补装井盖");
        await page.SetInputFilesAsync("[name=photos]", CasesDesk.Evidence);
        await page.ClickAsync("form[action*=Resolve] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已办结");
        await Expect(page.Locator("img[alt='办结照片 1']")).ToHaveCountAsync(1);
        Assert.Empty(handler.Faults);
    }

    [Fact]
    public async Task Queue_ReturnsAndTheDispatcherJudgesAndReopens()
    {
        var desk = new CasesDesk(site);
        var one = await desk.DispatchedAsync();
        await using var handler = await site.SitAsync(Phone, "handler.jinjiang");
        await handler.GoAsync(CasesDesk.PathOf(one.Id));
        await handler.Page.ClickAsync("summary:has-text('退单')");
        await CasesDesk.FillReturnAsync(handler.Page.Locator("form[action*=Return]"), "不归我们");
        await handler.Page.ClickAsync("form[action*=Return] button");
        await Expect(handler.Page.Locator(".notice-good")).ToContainTextAsync("已退回派单员");

        await using var dispatcher = await site.SitAsync(Desk, "dispatcher");
        await dispatcher.GoAsync(CasesDesk.PathOf(one.Id));
        await dispatcher.Page.FillAsync("[name=BackNote]", "清单显示属于城管");
        await dispatcher.Page.ClickAsync(".judge button.first");
        await Expect(dispatcher.Page.Locator(".notice-good")).ToContainTextAsync("已派给");

        var other = await desk.UnsatisfiedAsync();
        await dispatcher.GoAsync(CasesDesk.PathOf(other.Id));
        await dispatcher.Page.FillAsync("[name=ReopenReason]", "骑手反映问题仍在");
        await dispatcher.Page.ClickAsync("form[action*=Reopen] button");
        await Expect(dispatcher.Page.Locator(".notice-good")).ToBeVisibleAsync();
        Assert.Equal(("Dispatched", "Reopened"),
            ((await desk.NowAsync(one.Id)).Status, (await desk.NowAsync(other.Id)).Status));
        Assert.Empty(handler.Faults);
        Assert.Empty(dispatcher.Faults);
    }

    [Fact]
    public async Task Rider_Rates()
    {
        var one = await new CasesDesk(site).ResolvedAsync();
        await using var rider = await site.SitAsync(Phone, "rider5");
        var page = rider.Page;
        await rider.GoAsync($"/console/my/cases/{one.Id}");
        await CasesDesk.ChooseAnswersAsync(page);
        await page.FillAsync("[name=Comment]", "修得很快");
        await page.ClickAsync(".rate button.first");
        await Expect(page.Locator(".notice-good")).ToHaveTextAsync("谢谢您的评价。");
        await Expect(page.Locator(".steps")).ToContainTextAsync("已解决，满意");
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task Place_IsChosen_WithRegionAndMoment()
    {
        await using var supervisor = await site.SitAsync(Desk, "supervisor");
        var page = supervisor.Page;
        await supervisor.GoAsync("/console/cases?region=5101&at=now&q=nothing");
        await page.ClickAsync(".head-tools a.chip");
        await page.ClickAsync(".choices >> text=锦江区");
        await page.WaitForURLAsync(new Regex("/console/cases\\?region=510104&at=now&q=nothing"));
        await page.ClickAsync(".head-tools a.chip");
        await page.FillAsync("[name=moment]", "2026-01-05T08:00");
        await page.ClickAsync("main form button");
        await page.WaitForURLAsync(new Regex("/console/cases\\?region=510104&at=2026-01-05T08"));
        await Expect(page.Locator(".notice-past")).ToContainTextAsync("2026-01-05 08:00");
        await page.ClickAsync(".notice-past a");
        await page.WaitForURLAsync(new Regex("region=510104&at=now"));
        Assert.Empty(supervisor.Faults);
    }

    [Fact]
    public async Task LanguageAndTheme_AreKept_AndThePageStays()
    {
        await using var anyone = await site.SitAsync(Phone);
        var page = anyone.Page;
        await anyone.GoAsync("/console/stations?region=5101&at=now&size=20");
        await page.ClickAsync("button[name=language]");
        Assert.Contains("/console/stations?region=5101&at=now&size=20", page.Url, StringComparison.Ordinal);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await page.ClickAsync("button[name=theme]");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await anyone.GoAsync("/console/open?region=5101&at=now");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ClickAsync("button[name=language]");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", new Regex("^zh"));
        Assert.Empty(anyone.Faults);
    }
}

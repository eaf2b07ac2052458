using RiderPlatform.Browser;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>Who is on duty: called, confirming, handing over; and the roster that says who.</summary>
[Collection(Site.Desk)]
public sealed class RosterTests(Site site)
{
    private static readonly string[] Handlers = ["handler.jinjiang", "handler2.jinjiang"];

    [Fact]
    public async Task CalledPerson_Acknowledges_AndHandsOver_TheColleagueConfirms()
    {
        var one = await new CasesDesk(site).DispatchedAsync();
        await using var first = await site.SitAsync(Seat.Desk, Handlers[0]);
        await using var second = await site.SitAsync(Seat.Desk with { Scripts = false }, Handlers[1]);
        await first.GoAsync(CasesDesk.PathOf(one.Id));
        await second.GoAsync(CasesDesk.PathOf(one.Id));
        const string Button = "form[action*=Acknowledge] button";
        var (called, other) = await first.Page.Locator(Button).CountAsync() > 0 ? (first, second) : (second, first);
        await Expect(other.Page.Locator("main")).ToContainTextAsync("正在呼叫");
        await called.Page.ClickAsync(Button);
        await Expect(called.Page.Locator(".notice-good")).ToContainTextAsync("已确认到岗");
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        await dispatcher.GoAsync(CasesDesk.PathOf(one.Id));
        await Expect(dispatcher.Page.Locator("[aria-labelledby=duty-title]")).ToContainTextAsync("已确认");

        var note = CasesDesk.Unique("井盖待到货");
        await called.GoAsync("/console/handover?region=510104&at=now");
        await Expect(called.Page.Locator("section[aria-labelledby=open-title]")).ToContainTextAsync("城市管理局");
        await called.Page.FillAsync("[name=Notes]", note);
        await called.Page.ClickAsync("form[action*=Hand] button.first");
        await Expect(called.Page.Locator(".notice-good")).ToContainTextAsync("已交班");
        await other.GoAsync("/console/handover?region=510104&at=now");
        var handed = other.Page.Locator($"article:has-text('{note}')");
        await Expect(handed.Locator(".tag-late").First).ToContainTextAsync("待接班确认");
        await handed.Locator("button").ClickAsync();
        await Expect(other.Page.Locator($"article:has-text('{note}')")).ToContainTextAsync("已接班");
        Assert.Empty(first.Faults.Concat(second.Faults).Concat(dispatcher.Faults));
    }

    [Fact]
    public async Task Roster_IsRepeatedAfterAPreview_AndTwoSwap()
    {
        // Beyond the demo's weeks, and another week for every run.
        var monday = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8))
            .AddDays(7 * Random.Shared.Next(12, 45));
        var address = $"/console/roster?region=510104&at=now&from={monday:yyyy-MM-dd}";
        await using var dispatcher = await site.SitAsync(Seat.Desk with { Scripts = false }, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync(address);
        await page.SelectOptionAsync(
            "select[name=roster]", new Microsoft.Playwright.SelectOptionValue { Label = "锦江区城市管理局" });
        await page.ClickAsync("form[method=get] button:has-text('查看')");
        await dispatcher.GoAsync($"{address}&roster={new Uri(page.Url).Query.Split("roster=")[1].Split('&')[0]}");
        await Expect(page.Locator("tbody .tag-late").First).ToContainTextAsync("缺岗");
        await page.ClickAsync("summary:has-text('按周轮班')");
        await page.FillAsync("#r-weeks", "1");
        await page.SelectOptionAsync("#r-who-0", new Microsoft.Playwright.SelectOptionValue { Label = "锦江区城管承办员" });
        await page.ClickAsync("#repeat button:has-text('预览')");
        await Expect(page.Locator("h3[role=status]")).ToContainTextAsync("7 个班次，尚未写入");
        await page.ClickAsync("#repeat button:has-text('写入')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已写入 7 个班次");
        await page.Locator("button:has-text('取消此班')").Last.ClickAsync();
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("班次已取消");
        await page.ClickAsync("summary:has-text('加一个班次')");
        var sunday = monday.AddDays((7 - (int)monday.DayOfWeek) % 7);
        await page.FillAsync("[name=StartsAt]", $"{sunday:yyyy-MM-dd}T18:00");
        await page.FillAsync("[name=EndsAt]", $"{sunday:yyyy-MM-dd}T23:00");
        await page.SelectOptionAsync(
            "form[action*=Put] select[name='Who[0]']",
            new Microsoft.Playwright.SelectOptionValue { Label = "锦江区城管承办员二" });
        await page.ClickAsync("form[action*=Put] button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("班次已加入");

        await using var asks = await site.SitAsync(Seat.Desk, Handlers[0]);
        await asks.GoAsync(address);
        await asks.Page.ClickAsync("form[action*=Ask] button");
        await Expect(asks.Page.Locator(".notice-good")).ToContainTextAsync("换班申请已发出");
        await using var agrees = await site.SitAsync(Seat.Phone, Handlers[1]);
        await agrees.GoAsync(address);
        await agrees.Page.Locator("button:has-text('同意换班')").First.ClickAsync();
        await Expect(agrees.Page.Locator(".notice-good")).ToContainTextAsync("已换班");
        Assert.Empty(dispatcher.Faults.Concat(asks.Faults).Concat(agrees.Faults));
    }
}

using RiderPlatform.Browser;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Rider;

/// <summary>
/// One hazard, many reporters: a rider joins what is reported already, a dispatcher merges what was not.
/// </summary>
[Collection(Site.Riders)]
public sealed class JoinTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Rider_SaysItIsThisOne_AndHearsOfIt_AndLeaves(bool scripts)
    {
        await new CasesDesk(site).DispatchedAsync();
        await using var rider = await site.SitAsync(Seat.Phone with { Scripts = scripts }, "rider12");
        var page = rider.Page;
        await rider.GoAsync(scripts ? "/console/report"
            : "/console/report?Category=road.manhole&Longitude=104.081&Latitude=30.657");
        if (scripts)
        {
            await page.CheckAsync("input[value='road.manhole']");
        }

        var button = page.Locator("#similar button[name=number]").First;
        var number = await button.GetAttributeAsync("value");
        await button.ClickAsync();
        await Expect(page.Locator(".notice-good")).ToContainTextAsync($"已加入 {number}");
        var row = page.Locator("section[aria-labelledby=joined-title] li", new() { HasText = number });
        await Expect(row).ToContainTextAsync("名骑手");
        await row.Locator("a").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("积分只发给第一位上报人");
        await Expect(page.Locator("section[aria-labelledby=story-title]")).ToContainTextAsync("已交给");
        await page.GoBackAsync();
        await row.Locator("button").ClickAsync();
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已不再关注");
        await Expect(row).ToHaveCountAsync(0);
        Assert.Empty(rider.Faults);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Dispatcher_MergesARepeat_AndUndoesIt(bool scripts)
    {
        var desk = new CasesDesk(site);
        var (first, repeat) = (await desk.DispatchedAsync(), await desk.DispatchedAsync(rider: "rider13"));
        await using var dispatcher = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync(CasesDesk.PathOf(repeat.Id));
        await page.ClickAsync("summary:has-text('是不是重复')");
        // Whichever of the nearest it is: other tests report here, too.
        await page.Locator("form[action*=Merge] input[name=Into]").First.CheckAsync();
        await page.ClickAsync("form[action*=Merge] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已合并");
        await Expect(page.Locator("dl.facts").First).ToContainTextAsync("已合并到");
        await Expect(page.Locator("main")).ToContainTextAsync("派单员将其合并到 XS");
        await page.ClickAsync("summary:has-text('撤销合并')");
        await page.FillAsync("[name=SplitReason]", "不是同一处");
        await page.ClickAsync("form[action*=Split] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已撤销合并");
        Assert.Equal("Reopened", (await desk.NowAsync(repeat.Id)).Status);
        Assert.Equal("Dispatched", (await desk.NowAsync(first.Id)).Status);
        Assert.Empty(dispatcher.Faults);
    }
}

using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>Who runs the money opens a fund under the city's, says what it may lease, and sees the tree.</summary>
[Collection(Site.Desk)]
public sealed class PursePageTests(Site site)
{
    /// <summary>Where no other test's riders earn: a fund there pays its awards.</summary>
    private static readonly string[] Regions = ["510185001", "510185002"];

    [Theory, InlineData(true), InlineData(false)]
    public async Task Child_IsOpened_AllottedTo_AndShownInTheTree(bool scripts)
    {
        var region = Regions[scripts ? 0 : 1];
        var name = CasesDesk.Unique("街道基金");
        await using var admin = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "admin");
        var page = admin.Page;
        await admin.GoAsync("/console/points/funds?region=5101&at=now");
        await page.ClickAsync("tbody a:has-text('成都市骑手积分专项基金')");
        await Expect(page.Locator("#statement")).ToContainTextAsync("资金拨入");
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        await page.ClickAsync("main p.buttons a.button");
        await page.FillAsync("[name=Name]", name);
        await page.FillAsync("[name=Region]", "511102");
        await page.FillAsync("[name=Limit]", "many");
        await page.ClickAsync("main form button.first");
        await Expect(page.Locator(".error").First).ToContainTextAsync("额度（分）应在 0 与一百亿元之间");
        await page.FillAsync("[name=Limit]", "1,000.50");
        await page.ClickAsync("main form button.first");
        await Expect(page.Locator("main")).ToContainTextAsync("其区划包含本基金的区划");
        await page.FillAsync("[name=Region]", region);
        await page.ClickAsync("main form button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已设立");
        await Expect(page.Locator("dl.facts")).ToContainTextAsync("1,000.50");
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);

        await page.ClickAsync("#allot summary");
        await page.FillAsync("#allot [name=Limit]", "20");
        await page.FillAsync("#allot [name=Tranche]", "21");
        await page.ClickAsync("#allot form button");
        await Expect(page.Locator("#allot .error")).ToContainTextAsync("每次拨给应在 1 分与额度之间");
        await page.FillAsync("#allot [name=Tranche]", "5");
        await page.ClickAsync("#allot form button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("额度已调整");
        await page.ClickAsync("#deposit summary");
        await page.FillAsync("#deposit [name=Amount]", "12.34");
        await page.ClickAsync("#deposit form button");
        await Expect(page.Locator("#statement")).ToContainTextAsync("12.34");

        await admin.GoAsync("/console/points/funds");
        await Expect(page.Locator("tbody tr", new() { HasText = name })).ToContainTextAsync("└");
        await using var leader = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "leader");
        await leader.GoAsync("/console/points/funds?region=5101&at=now");
        await leader.Page.ClickAsync($"tbody a:has-text('{name}')");
        await Expect(leader.Page.Locator("#deposit")).ToHaveCountAsync(0);
        Assert.Empty(admin.Faults);
    }
}

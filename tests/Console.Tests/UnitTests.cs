using RiderPlatform.Browser;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>The lead shares its work: with another unit, and among its own people.</summary>
[Collection(Site.Desk)]
public sealed class UnitTests(Site site)
{
    [Fact]
    public async Task Lead_AsksForHelp_GivesItToAColleague_AndSeesWhoHasWhat()
    {
        var one = await new CasesDesk(site).AcceptedAsync();
        await using var lead = await site.SitAsync(Seat.Desk with { Scripts = false }, "handler.jinjiang");
        var page = lead.Page;
        await lead.GoAsync($"/console/cases/{one.Id}");
        await page.ClickAsync("summary:has-text('请其他单位协办')");
        await page.SelectOptionAsync("[name=CoUnit]", new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        await page.FillAsync("[name=CoText]", "请现场疏导交通");
        await page.ClickAsync("form[action*='handler=Ask'] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("协办任务已下达");
        await Expect(page.Locator("main")).ToContainTextAsync("请现场疏导交通");

        await page.ClickAsync("summary:has-text('交给同事')");
        await page.SelectOptionAsync("[name=AssignTo]", new Microsoft.Playwright.SelectOptionValue
        {
            Label = "锦江区城管承办员二",
        });
        await page.ClickAsync("form[action*='handler=Assign'] button:has-text('交给同事')");
        await Expect(page.Locator("#assigned-title")).ToContainTextAsync("锦江区城管承办员二");

        await lead.GoAsync("/console/unit");
        var load = page.Locator("li:has(h3:has-text('承办员二')) a.figure");
        var count = int.Parse((await load.TextContentAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(count > 0);
        await load.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync(one.Number);
        await lead.GoAsync("/console/unit");
        await page.ClickAsync("form[action*='handler=Rule'] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("分派方式已保存");

        await using var colleague = await site.SitAsync(Seat.Desk, "handler2.jinjiang");
        await colleague.GoAsync($"/console/queue?tab=mine&q={one.Number}");
        await Expect(colleague.Page.Locator("#list")).ToContainTextAsync(one.Number);
        Assert.Empty(lead.Faults);
        Assert.Empty(colleague.Faults);
    }
}

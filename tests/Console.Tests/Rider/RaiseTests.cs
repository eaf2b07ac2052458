using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Rider;

/// <summary>What is no hazard: asked for by a rider, or registered by staff; with scripts and without.</summary>
[Collection(Site.Riders)]
public sealed class RaiseTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Rider_ChoosesAmongThreeLevels_IsToldWhatIsMissing_AndFollowsIt(bool scripts)
    {
        await using var rider = await site.SitAsync(Seat.Phone with { Scripts = scripts }, "rider11");
        var page = rider.Page;
        await rider.GoAsync("/console/my/cases");
        await page.ClickAsync(".title a:has-text('提诉求')");
        await page.ClickAsync(".tile:has-text('拖欠报酬')");
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        await page.FillAsync("[name='answers.employer']", "某配送站");
        await page.FillAsync("[name='answers.amount']", "四千五");
        await page.FillAsync("[name='answers.since']", "2026-08-01");
        await page.FillAsync("[name=Text]", "三个月没有发工资");
        await page.SelectOptionAsync("[name=Place]", new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        await page.ClickAsync("form[action*=raise] button.first");
        await Expect(page.Locator("#answers-amount-error")).ToContainTextAsync("须为金额（元）");
        await Expect(page.Locator("[name='answers.employer']")).ToHaveValueAsync("某配送站");
        await page.FillAsync("[name='answers.amount']", "4500");
        await page.ClickAsync("form[action*=raise] button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已登记，编号 SQ");
        await Expect(page.Locator("dl.facts")).ToContainTextAsync("4500.00 元");
        await Expect(page.Locator(".steps")).ToContainTextAsync("已收到您上报的“拖欠报酬”");
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task Secretary_RegistersAVisitFinding_TheDispatcherReadsIt()
    {
        await using var secretary = await site.SitAsync(Seat.Desk, "secretary");
        var page = secretary.Page;
        await secretary.GoAsync("/console/raise?region=510104&at=now");
        await page.ClickAsync(".chip:has-text('走访发现')");
        await page.ClickAsync(".tile:has-text('保险参保')");
        await page.CheckAsync("input[name='answers.which'][value=injury]");
        await page.CheckAsync("input[name='answers.which'][value=pension]");
        await page.FillAsync("[name=Text]", CasesDesk.Unique("两个站点都没有参保"));
        await page.SelectOptionAsync("[name=Place]", new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        await page.ClickAsync("form[action*=raise] button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("编号 ZF");
        var number = (await page.InnerTextAsync(".notice-good")).Split("ZF")[1].TrimEnd('。');

        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        await dispatcher.GoAsync($"/console/cases?q=ZF{number}");
        await dispatcher.Page.ClickAsync($"tbody a:has-text('ZF{number}')");
        await Expect(dispatcher.Page.Locator("main")).ToContainTextAsync("职业伤害保障、养老");
        await Expect(dispatcher.Page.Locator("main")).ToContainTextAsync("走访发现");
        Assert.Empty(secretary.Faults);
        Assert.Empty(dispatcher.Faults);
    }
}

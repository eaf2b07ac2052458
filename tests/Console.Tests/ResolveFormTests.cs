using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>A handler resolves a case whose category asks more than a note; the rider reads the answers.</summary>
[Collection(Site.Desk)]
public sealed class ResolveFormTests(Site site)
{
    [Fact]
    public async Task Resolve_AsksWhatTheCategoryAsks_AndKeepsWhatWasChosen()
    {
        var rider = await site.AsAsync("rider6");
        var one = await rider.ReportRoutedAsync(
            City.Manhole(CasesDesk.Unique("后厨有老鼠")) with { Category = "food.safety" },
            Guid.CreateVersion7().ToString(), Photo.Bytes);
        await (await site.AsAsync("handler.food")).AcceptAsync(one.Id, one.Version).ReadAsync<CaseView>(200);
        await using var handler = await site.SitAsync(Seat.Phone, "handler.food");
        var page = await CasesDesk.OpenAsync(handler, one.Id);
        await page.FillAsync("[name=ResolveNote]", "已现场检查");
        await page.CheckAsync("[name='answers.measures'][value=order]");
        await page.CheckAsync("[name='answers.measures'][value=advice]");
        await page.SetInputFilesAsync("[name=photos]", CasesDesk.Evidence);
        Assert.Empty(await Axe.JudgeAsync(page));

        // A browser that does not look itself.
        await page.EvalOnSelectorAsync("form[action*=Resolve]", "form => form.noValidate = true");
        await page.ClickAsync("button:has-text('办结')");
        await Expect(page.Locator("form[action*=Resolve]")).ToContainTextAsync("请填写“核查结果”");
        await Expect(page.Locator("[name='answers.measures'][value=order]")).ToBeCheckedAsync();
        await Expect(page.Locator("[name='answers.measures'][value=case]")).Not.ToBeCheckedAsync();
        await page.SelectOptionAsync("[name='answers.finding']", "confirmed");
        await page.SetInputFilesAsync("[name=photos]", CasesDesk.Evidence);
        await page.ClickAsync("button:has-text('办结')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已办结");
        await Expect(page.Locator(".steps")).ToContainTextAsync("核查结果：属实；采取的措施：指导改进、责令整改。");

        await using var reporter = await site.SitAsync(Seat.Phone, "rider6");
        await reporter.GoAsync($"/console/my/cases/{one.Id}");
        await Expect(reporter.Page.Locator(".steps")).ToContainTextAsync("核查结果：属实");
        Assert.Empty(handler.Faults);
        Assert.Empty(reporter.Faults);
    }
}

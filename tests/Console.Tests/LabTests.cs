using Microsoft.Playwright;
using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>A sample goes from the case's page to the institute's queue, and its result comes back.</summary>
[Collection(Site.Desk)]
public sealed class LabTests(Site site)
{
    [Fact]
    public async Task Unit_SendsASample_TheInstituteReports_TheCaseShowsIt()
    {
        var rider = await site.AsAsync("rider6");
        var one = await rider.ReportRoutedAsync(
            City.Manhole(CasesDesk.Unique("盒饭有异味")) with { Category = "food.safety" },
            Guid.CreateVersion7().ToString(), Photo.Bytes);
        await (await site.AsAsync("handler.food")).AcceptAsync(one.Id, one.Version).ReadAsync<CaseView>(200);
        await using var handler = await site.SitAsync(Seat.Desk, "handler.food");
        var (page, number) = (handler.Page, $"JJ-{Guid.CreateVersion7():N}"[..30]);
        await handler.GoAsync(CasesDesk.PathOf(one.Id));
        await page.ClickAsync("summary:has-text('样品送检')");
        await page.FillAsync("[name=LabNumber]", number);
        await page.FillAsync("[name=LabSample]", "盒饭");
        await page.FillAsync("[name=LabText]", "菌落总数");
        await page.FillAsync("[name=LabTakenAt]", In(TimeSpan.FromHours(-2)));
        await page.FillAsync("[name=LabTakenBy]", "王检查员");
        await page.FillAsync("[name=LabDueAt]", In(TimeSpan.FromDays(7)));
        await page.SelectOptionAsync("[name=LabInstitute]", [new SelectOptionValue { Label = "成都市食品检验研究院" }]);
        await page.ClickAsync("form[action*=Refer] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("样品已送检");

        await using var institute = await site.SitAsync(Seat.Phone, "institute");
        await institute.GoAsync("/console/queue");
        await institute.Page.ClickAsync($"a:has-text('{number}')");
        await Expect(institute.Page.Locator("main")).Not.ToContainTextAsync(one.Number);
        await institute.Page.ClickAsync("form[action*=Receive] button");
        await Expect(institute.Page.Locator(".notice-good")).ToContainTextAsync("已收样");
        await institute.Page.SelectOptionAsync("[name=Result]", "Failed");
        await institute.Page.FillAsync("[name=Figures]", "3.2×10⁶ CFU/g（限值 10⁵）");
        await institute.Page.ClickAsync("form[action*=Result] button");
        await Expect(institute.Page.Locator("main")).ToContainTextAsync("请上传检验报告");
        await institute.Page.SetInputFilesAsync("input[type=file]", CasesDesk.Evidence);
        await institute.Page.ClickAsync("form[action*=Result] button");
        await Expect(institute.Page.Locator(".notice-good")).ToContainTextAsync("结果已报告");

        await handler.GoAsync(CasesDesk.PathOf(one.Id));
        await Expect(page.Locator(".case-actions")).ToContainTextAsync("不合格");
        await Expect(page.Locator("a:has-text('检验报告第 1 页')")).ToBeVisibleAsync();
        Assert.Empty(handler.Faults);
        Assert.Empty(institute.Faults);
    }

    /// <summary>As a control takes it, in China time.</summary>
    private static string In(TimeSpan from) =>
        $"{TimeProvider.System.GetUtcNow().Add(from).ToOffset(TimeSpan.FromHours(8)):yyyy-MM-ddTHH:mm}";
}

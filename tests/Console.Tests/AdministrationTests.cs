using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using RiderPlatform.Harness;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>
/// Duties are tried out, given, changed and withdrawn; a year of the calendar is looked at and published.
/// </summary>
[Collection(Site.Desk)]
public sealed class AdministrationTests(Site site)
{
    [Fact]
    public async Task Duty_IsPreviewed_Given_TriedOut_Withdrawn_AndGivenAgain()
    {
        await using var admin = await site.SitAsync(Seat.Desk, "admin");
        var page = admin.Page;
        await admin.GoAsync("/console/duties?region=510104&at=now");
        await page.ClickAsync("#give summary");
        await page.SelectOptionAsync("[name='Duty.Matter']", "access.compound");
        await page.SelectOptionAsync("[name='Duty.Region']", "510104");
        var unit = await page.Locator("[name='Duty.OrganisationId'] option", new() { HasText = "司法" }).First
            .GetAttributeAsync("value");
        await page.SelectOptionAsync("[name='Duty.OrganisationId']", unit!);
        await page.ClickAsync("#give button[formaction*=Preview]");
        await Expect(page.Locator("#preview")).ToContainTextAsync("同类案件中");
        Assert.Empty(await Axe.JudgeAsync(page));
        await page.ClickAsync("#give button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已发布");
        var row = page.Locator("tr", new() { HasText = "司法" }).Filter(new() { HasText = "小区进门难" });
        await Expect(row).ToHaveCountAsync(1);

        await Eventually.IsAsync(async () =>
        {
            await admin.GoAsync(
                "/console/duties?region=510104&at=now&Trial.Matter=access.compound&Trial.Region=510104");
            return await page.Locator("#found").InnerTextAsync();
        }, text => text.Contains("司法"));
        await admin.GoAsync("/console/duties?region=510104&at=now&Filter.Matter=access.compound");
        await row.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await page.ClickAsync("form.notice button");
        await Expect(row).ToHaveCountAsync(1);
        await row.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Empty(admin.Faults);
    }

    [Fact]
    public async Task Year_IsPreviewedFromAFile_ThenPublished()
    {
        await using var admin = await site.SitAsync(Seat.Desk with { Scripts = false }, "admin");
        var page = admin.Page;
        await admin.GoAsync("/console/calendar?Month=2048-10");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToContainTextAsync("2048 尚未公布");
        await page.ClickAsync("#edit summary");
        await page.FillAsync("[name=Year]", "2048");
        await page.FillAsync("[name=Source]", "国办发明电〔2047〕7 号");
        await page.SetInputFilesAsync("[name=Upload]", new Microsoft.Playwright.FilePayload
        {
            Name = "2048.txt", MimeType = "text/plain",
            Buffer = "放假 2048-10-01 2048-10-07 国庆节\n上班 2048-10-10 2048-10-10 国庆节\n"u8.ToArray(),
        });
        await page.ClickAsync("#edit button.first");
        await Expect(page.Locator("#preview")).ToContainTextAsync("天会改变，涉及 0 件未结案件");
        await Expect(page.Locator("[name=Work]")).ToHaveValueAsync("2048-10-10 2048-10-10 国庆节");
        await page.ClickAsync("button[formaction*=Publish]");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("2048 年日历第 1 版已发布");
        await Eventually.IsAsync(async () =>
        {
            await admin.GoAsync("/console/calendar?Month=2048-10");
            return await page.Locator("main").InnerTextAsync();
        }, text => text.Contains("国庆节") && !text.Contains("尚未公布"));
        Assert.Empty(admin.Faults);
    }
}

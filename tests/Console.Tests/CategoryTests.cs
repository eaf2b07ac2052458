using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using RiderPlatform.Harness;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>An administrator adds a category with a question, looks first, and a rider is asked it.</summary>
[Collection(Site.Desk)]
public sealed class CategoryTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Category_IsPreviewed_Saved_AndOffered(bool scripts)
    {
        var code = $"life.x{Guid.CreateVersion7().ToString("N")[20..]}";
        await using var admin = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "admin");
        var page = admin.Page;
        await admin.GoAsync("/console/categories");
        await page.ClickAsync(".title a.first");
        await page.FillAsync("[name=NewCode]", "nowhere.thing");
        await page.FillAsync("[name=NameZh]", code);
        await page.FillAsync("[name=NameEn]", "Something else");
        await page.UncheckAsync("[name=Kinds][value=Clue]");
        await page.CheckAsync("[name=Kinds][value=Grievance]");
        await page.FillAsync("[name='Fields[0].Code']", "which");
        await page.SelectOptionAsync("[name='Fields[0].Type']", "Choice");
        await page.FillAsync("[name='Fields[0].NameZh']", "哪一种");
        await page.FillAsync("[name='Fields[0].NameEn']", "Which");
        await page.FillAsync("[name='Fields[0].Options']", "a 甲种 / First\nb 乙种 / Second");
        await page.FillAsync("[name='ResolveFields[0].Code']", "people");
        await page.SelectOptionAsync("[name='ResolveFields[0].Type']", "Number");
        await page.FillAsync("[name='ResolveFields[0].NameZh']", "解决人数");
        await page.FillAsync("[name='ResolveFields[0].NameEn']", "People helped");
        await page.ClickAsync("button[formaction*=Preview]");
        await Expect(page.Locator("#NewCode-error")).ToContainTextAsync("不存在或不是分组");
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        await page.FillAsync("[name=NewCode]", code);
        await page.ClickAsync("button[formaction*=Preview]");
        await Expect(page.Locator("#preview")).ToContainTextAsync("现有未结案件 0 件");
        await Expect(page.Locator("#preview")).ToContainTextAsync("已结案件 0 件");
        await Expect(page.Locator("#preview")).ToContainTextAsync("解决人数");
        await page.ClickAsync("button[formaction*=Save]");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已保存");

        await using var rider = await site.SitAsync(Seat.Phone, "rider14");
        await Eventually.IsAsync(async () =>
        {
            await rider.GoAsync($"/console/raise?kind=Grievance&category={code}");
            return await rider.Page.Locator("[name='answers.which'] option").AllInnerTextsAsync();
        }, options => options.Contains("乙种"));

        await admin.GoAsync($"/console/categories/{code}");
        await Expect(page.Locator("[name='ResolveFields[0].NameZh']")).ToHaveValueAsync("解决人数");
        await page.UncheckAsync("[name=Active]");
        await page.ClickAsync("button[formaction*=Save]");
        await Expect(page.Locator("tr", new() { HasText = code })).ToContainTextAsync("已停用");
        Assert.Empty(admin.Faults);
    }
}

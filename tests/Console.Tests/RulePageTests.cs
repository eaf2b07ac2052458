using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>Earning rules: one administrator drafts and tries them, another publishes.</summary>
[Collection(Site.Desk)]
public sealed class RulePageTests(Site site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rules_AreDrafted_Changed_Tried_AndPublishedByAnotherPerson(bool scripts)
    {
        await using var writer = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "admin");
        var page = writer.Page;
        await writer.GoAsync("/console/points/rules?at=now");
        await page.ClickAsync("#draft");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("草稿已建立");
        var title = $"浏览器规则 {Guid.CreateVersion7()}";
        await page.ClickAsync("#edit summary");
        await page.FillAsync("[name='Form.Title']", title);
        await page.FillAsync("[name='Form.From']", "2049-01-01T08:00");
        await page.FillAsync("[name='Form.Lines[0].Points']", "99999");
        // The control's own bound would keep it from being sent: the service has to refuse it, too.
        await page.Locator("#edit form").EvaluateAsync("f => f.noValidate = true");
        await page.ClickAsync("#save");
        await Expect(page.Locator(".field.wrong .error")).ToContainTextAsync("积分为 0–10000");
        await page.FillAsync("[name='Form.Lines[0].Points']", "7");
        await page.FillAsync("[name='Form.Weights[0]']", "120");
        await page.ClickAsync("#save");
        await Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await Expect(page.Locator("main")).ToContainTextAsync("组织成员: 120%");

        await page.ClickAsync("#try");
        await Expect(page.Locator("#found")).ToContainTextAsync("件事件");
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        await Expect(page.Locator("#publish")).ToHaveCountAsync(0);
        await Expect(page.Locator("main")).ToContainTextAsync("须由另一人发布");

        await using var second = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "admin2");
        await second.GoAsync("/console/points/rules?at=now");
        await second.Page.ClickAsync($"text={title}");
        await second.Page.ClickAsync("#publish");
        await Expect(second.Page.Locator(".notice-good")).ToContainTextAsync("已发布");
        await Expect(second.Page.Locator("#edit")).ToHaveCountAsync(0);
        Assert.Empty(second.Faults);
    }
}

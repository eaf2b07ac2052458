using RiderPlatform.Browser;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>A community's need, from its publishing to the hours; with scripts and without.</summary>
[Collection(Site.Desk)]
public sealed class TaskTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Need_IsPublished_Claimed_Done_AndVerified(bool scripts)
    {
        var title = CasesDesk.Unique("送午餐");
        // Riders take turns: nobody claims two things at the same time.
        var user = scripts ? "rider17" : "rider18";
        await using var keeper = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "keeper");
        await PublishAsync(keeper, title);

        await using var rider = await site.SitAsync(Seat.Phone with { Scripts = scripts }, user);
        var page = rider.Page;
        await rider.GoAsync("/console/my/points");
        await page.ClickAsync("a[href*='/console/tasks']");
        await rider.GoAsync("/console/tasks?lng=104.081&lat=30.657");
        await page.ClickAsync($"#open a:has-text('{title}')");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("小王");
        await page.ClickAsync("form[action*=Claim] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("认领成功");
        await Expect(page.Locator("main")).ToContainTextAsync("小王 028-86660000");
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.FillAsync("[name=Position]", "104.2,30.657");
        await page.ClickAsync("form[action*=CheckIn] button");
        await Expect(page.Locator("#refused")).ToContainTextAsync("您距离现场");
        await page.FillAsync("[name=Position]", "104.081,30.657");
        await page.ClickAsync("form[action*=CheckIn] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("签到成功");
        await page.FillAsync("[name=Note]", "三份都送到了");
        await page.SetInputFilesAsync("[name=photos]", CasesDesk.Evidence);
        await page.ClickAsync("form[action*=Done] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("等待社区核实");

        await keeper.GoAsync("/console/demands");
        await keeper.Page.ClickAsync($"#queue a:has-text('{title}')");
        await Expect(keeper.Page.Locator(".photos img")).ToHaveCountAsync(1);
        await keeper.Page.FillAsync("[name=Hours]", "1.5");
        await keeper.Page.ClickAsync("form[action*=Verify] button.first");
        await Expect(keeper.Page.Locator(".notice-good")).ToContainTextAsync("已核实");
        await rider.GoAsync("/console/tasks");
        await Expect(page.Locator("main")).ToContainTextAsync("累计志愿服务 1.5 小时");
        Assert.Empty(keeper.Faults);
        Assert.Empty(rider.Faults);
    }

    private static async Task PublishAsync(Person keeper, string title)
    {
        var page = keeper.Page;
        await keeper.GoAsync("/console/demands");
        await page.ClickAsync("a:has-text('发布需求')");
        var from = TimeProvider.System.GetUtcNow().AddMinutes(3).ToOffset(TimeSpan.FromHours(8));
        await page.SelectOptionAsync("[name='Form.Kind']", "demand.delivery");
        foreach (var (name, value) in new[]
        {
            ("Title", title), ("Text", "长者食堂取餐，送三户"), ("Address", "长者食堂门口"),
            ("Position", "104.081,30.657"), ("From", $"{from:yyyy-MM-ddTHH:mm}"),
            ("To", $"{from.AddMinutes(-9):yyyy-MM-ddTHH:mm}"), ("Contact", "小王 028-86660000"),
        })
        {
            await page.FillAsync($"[name='Form.{name}']", value);
        }

        await page.ClickAsync("main form button.first");
        await Expect(page.Locator("#Form-To-error, #Form\\.To-error")).ToContainTextAsync("结束须晚于开始");
        await page.FillAsync("[name='Form.To']", $"{from.AddHours(1):yyyy-MM-ddTHH:mm}");
        await page.ClickAsync("main form button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已发布");
    }
}

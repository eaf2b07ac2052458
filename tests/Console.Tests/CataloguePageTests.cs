using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>Who runs the catalogue offers a reward, changes it, counts its stock and takes it off.</summary>
[Collection(Site.Desk)]
public sealed class CataloguePageTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Reward_IsOffered_Changed_Counted_AndEnded(bool scripts)
    {
        var name = CasesDesk.Unique("雨衣");
        await using var admin = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "admin");
        var page = admin.Page;
        await admin.GoAsync("/console/points/rewards?region=5101&at=now");
        await page.Locator(".title a.button").ClickAsync();
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        await page.FillAsync("[name='Form.Name']", name);
        await page.SelectOptionAsync("[name='Form.Kind']", "VehicleParts");
        await page.SelectOptionAsync("[name='Form.Owner']", "Merchant");
        await page.FillAsync("[name='Form.Stock']", "5");
        await page.FillAsync("[name='Form.Price']", "30");
        await page.FillAsync("[name='Form.Cost']", "3.01");
        await page.FillAsync("[name='Form.Limit']", "2");
        await page.CheckAsync("[name='Form.Days'][value='32']");
        await page.CheckAsync("[name='Form.Days'][value='64']");
        await page.FillAsync("[name='Form.HoursFrom']", "11:00");
        await page.ClickAsync("main form.card button.first");
        await Expect(page.Locator(".error").First).ToContainTextAsync("时段须同时填写起止");
        await page.FillAsync("[name='Form.HoursUntil']", "13:30");
        await page.ClickAsync("main form.card button.first");
        await Expect(page.Locator("main")).ToContainTextAsync("成本高于所需积分的价值");
        await Expect(page.Locator("[name='Form.Days'][value='64']")).ToBeCheckedAsync();
        await page.FillAsync("[name='Form.Cost']", "3");
        await page.ClickAsync("main form.card button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("奖品已上架");
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);

        await page.FillAsync("[name=Pieces]", "-6");
        await page.FillAsync("[name=Reason]", "盘点");
        await page.ClickAsync("section.card button");
        await Expect(page.Locator("main")).ToContainTextAsync("库存变动后须在");
        await page.FillAsync("[name=Pieces]", "7");
        await page.ClickAsync("section.card button");
        await Expect(page.Locator("#stock")).ToHaveTextAsync("12");
        await Expect(page.Locator("#changes")).ToContainTextAsync("盘点");
        var reward = new Uri(page.Url).AbsolutePath[^36..];

        await using (var rider = await site.SitAsync(Seat.Phone with { Scripts = scripts }, "rider18"))
        {
            await rider.GoAsync($"/console/shop/{reward}");
            await Expect(rider.Page.Locator("dl.facts")).ToContainTextAsync("周六、周日 11:00–13:30");
            await Expect(rider.Page.Locator("dl.facts")).ToContainTextAsync("每人 2 份");
        }

        await page.FillAsync("[name='Form.Until']", "2026-01-02T00:00");
        await page.FillAsync("[name='Form.From']", "2026-01-01T00:00");
        await page.ClickAsync("main form.card button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已保存");
        await admin.GoAsync($"/console/points/rewards?region=5101&at=now&q={Uri.EscapeDataString(name)}");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("已下架");
        Assert.Empty(admin.Faults);
    }
}

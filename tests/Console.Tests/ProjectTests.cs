using Npgsql;
using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>Many cases become one project; minutes become cases; a week is summed up.</summary>
[Collection(Site.Desk)]
public sealed class ProjectTests(Site site)
{
    [Fact]
    public async Task JointMeeting_AdoptsWhatTheAnalysisFound_AUnitReports_AndItIsClosed()
    {
        var first = await TroubleAsync();
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync("/console/projects?region=5101&at=now");
        await page.ClickAsync("text=分析本周");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已分析");
        await Expect(page.Locator(".proposals .week-bars").First).ToBeVisibleAsync();
        await dispatcher.GoAsync(CasesDesk.PathOf(first));
        await page.ClickAsync("dl.facts a[href*='/console/projects/']");
        await Expect(page.Locator("#why + svg, .week-bars")).ToHaveCountAsync(1);
        await Expect(page.Locator(".tests")).ToContainTextAsync("反映人 6 ≥ 3");
        await Expect(page.Locator(".map .map-point").First).ToBeVisibleAsync();
        var address = new Uri(page.Url).AbsolutePath;
        var name = CasesDesk.Unique("路面整治");
        await page.FillAsync("[name='Sent[Adopt].Name']", name);
        await page.SelectOptionAsync("[name='Sent[Adopt].Lead']", new Microsoft.Playwright.SelectOptionValue
        {
            Label = "锦江区城市管理局",
        });
        await page.FillAsync("[name='Sent[Adopt].Goal']", "两个月内修复");
        await page.FillAsync("[name='Sent[Adopt].DueOn']", "2001-01-01");
        await page.ClickAsync("form[action*='handler=Adopt'] button");
        await Expect(page.Locator(".field.wrong")).ToContainTextAsync("不能早于今天");
        await page.FillAsync("[name='Sent[Adopt].DueOn']", "2099-01-31");
        await page.ClickAsync("form[action*='handler=Adopt'] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已立项");
        await page.ClickAsync("summary:has-text('布置任务')");
        await page.FillAsync("[name='Sent[Item].Text']", "铺装 300 米");
        await page.SelectOptionAsync("[name='Sent[Item].Organisation']", new Microsoft.Playwright.SelectOptionValue
        {
            Index = 1,
        });
        await page.ClickAsync("form[action*='handler=Item'] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("任务已布置");
        await ReportAsync(address, name);
        await dispatcher.GoAsync(address);
        await page.ClickAsync("summary:has-text('登记成果')");
        await page.FillAsync("[name='Sent[Outcome].Text']", "已修复");
        await page.ClickAsync("form[action*='handler=Outcome'] button");
        await page.ClickAsync("summary:has-text('结项')");
        await page.ClickAsync("form[action*='handler=Close'] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已结项");
        await Expect(page.Locator("main")).ToContainTextAsync("新增 3 件即重新立项");
        Assert.Empty(dispatcher.Faults);
    }

    private async Task ReportAsync(string address, string name)
    {
        await using var handler = await site.SitAsync(Seat.Desk with { Scripts = false }, "handler.jinjiang");
        await handler.GoAsync("/console/projects?region=510104&at=now&state=Adopted");
        await handler.GoAsync(address);
        await Expect(handler.Page.Locator("h1")).ToHaveTextAsync(name);
        await handler.Page.FillAsync("[name='Sent[Report].Note']", "已铺装");
        await handler.Page.ClickAsync("form[action*='handler=Report'] button");
        await Expect(handler.Page.Locator(".notice-good")).ToContainTextAsync("已报告完成");
        Assert.Empty(handler.Faults);
    }

    /// <summary>Six riders report the same road, in this week and the one before.</summary>
    private async Task<Guid> TroubleAsync()
    {
        var place = new Place(
            104.0500 + (Random.Shared.Next(6000) * 0.00001), 30.6300 + (Random.Shared.Next(6000) * 0.00001));
        var ids = new List<Guid>();
        for (var i = 1; i <= 6; i++)
        {
            var rider = await site.AsAsync($"rider{i}");
            var clue = new Clue("food.safety", CasesDesk.Unique("后厨脏乱"), null, null, "510104").At(place);
            ids.Add((await rider.ReportClueAsync(clue).ReadAsync<CaseView>(201)).Id);
        }

        await using var source = NpgsqlDataSource.Create(site.Database("grievances-db"));
        await using var command = source.CreateCommand("""
            update cases set region_code = '510104022',
                reported_at = reported_at - case when id = any($2) then interval '7 days' else interval '0' end
            where id = any($1)
            """);
        command.Parameters.Add(new() { Value = ids.ToArray() });
        command.Parameters.Add(new() { Value = ids[..3].ToArray() });
        await command.ExecuteNonQueryAsync();
        return ids[0];
    }

    [Fact]
    public async Task Secretary_KeepsMinutes_ItemsBecomeCases_AndTheDigestCountsThem()
    {
        var text = CasesDesk.Unique("小区东门骑手进不去");
        await using var secretary = await site.SitAsync(Seat.Desk with { Scripts = false }, "secretary");
        var page = secretary.Page;
        await secretary.GoAsync("/console/meetings?region=510104&at=now");
        await page.ClickAsync("summary:has-text('登记会议')");
        await page.FillAsync("[name=HeldOn]", "2026-01-20");
        await page.FillAsync("[name=Where]", "春熙路骑手之家");
        await page.FillAsync("[name=Participants]", "骑手 12 人");
        await page.FillAsync("[name='Items[0].Text']", text);
        await page.SelectOptionAsync("[name='Items[0].Category']", "access.compound");
        await page.FillAsync("[name='Items[1].Text']", "感谢驿站延长开放");
        await page.ClickAsync("form[action*=meetings] button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("1 个议题转为案件");
        var item = page.Locator(".items > li", new() { HasText = text });
        await Expect(item).ToContainTextAsync("待接单");
        var number = await item.Locator(".figure").InnerTextAsync();
        await secretary.GoAsync("/console/digest?region=510104&at=now");
        await Expect(page.Locator("main")).ToContainTextAsync("本周尚未结束");
        await page.ClickAsync(".totals li:has-text('新登记') a");
        await Expect(page.Locator("h1")).ToHaveTextAsync("明细");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await secretary.GoAsync("/console/digest?region=510104&at=now&week=2020-W10");
        await Expect(page.Locator("main")).ToContainTextAsync("这一周没有新的案件");
        Assert.StartsWith("ZT", number, StringComparison.Ordinal);
        Assert.Empty(secretary.Faults);
    }
}

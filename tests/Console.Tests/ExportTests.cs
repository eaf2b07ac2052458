using System.Text;
using Microsoft.Playwright;
using RiderPlatform.Browser;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>Lists as files: short ones at once, long ones as work that can be left.</summary>
[Collection(Site.Name)]
public sealed class ExportTests(Site site, LongList list) : IClassFixture<LongList>
{
    private const int Many = LongList.Many;

    [Fact]
    public async Task Export_OfAShortList_IsTheFileAtOnce_WithItsFormulasGuarded()
    {
        var desk = new CasesDesk(site);
        var mark = Guid.CreateVersion7().ToString("N");
        var one = await desk.DispatchedAsync($"=1+1,\"{mark}\"");
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        await dispatcher.GoAsync($"/console/cases?q={mark}");
        var text = await FetchAsync(dispatcher.Page, "text=导出 CSV");
        var lines = text.Split("\r\n");
        Assert.StartsWith("\uFEFF编号,等级,类别,描述,状态,地点,承办单位", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{one.Number},重大,井盖缺失,\"'=1+1,\"\"{mark}\"\"\",待接单,", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        Assert.Empty(dispatcher.Faults);
    }

    [Fact]
    public async Task Export_OfALongList_GoesOnByItself_AndHoldsEveryRowOnce()
    {
        var desk = new CasesDesk(site);
        var mark = list.Mark;
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync($"/console/cases?q={mark}");
        await page.ClickAsync("text=导出 CSV");
        await Expect(page.Locator("h1")).ToHaveTextAsync("导出文件");
        await Expect(page.Locator(".lane > li").First).ToContainTextAsync($"{Many} / {Many} 行");
        var text = await FetchAsync(page, ".lane > li:first-child a[download]");
        await CrashAfterFirstPageAsync(desk, await IdAsync(page));
        await page.ReloadAsync();
        await Expect(page.Locator(".lane > li").First).ToContainTextAsync($"200 / {Many} 行");
        await Expect(page.Locator(".lane > li").First)
            .ToContainTextAsync($"{Many} / {Many} 行", new() { Timeout = 30_000 });
        Assert.Equal(text, await FetchAsync(page, ".lane > li:first-child a[download]"));
        var rows = text.Split("\r\n")[1..^1];
        Assert.Equal(Many, rows.Length);
        Assert.Equal(Many, rows.Select(r => r.Split(',')[3]).Distinct().Count());
        Assert.All(rows, r => Assert.Contains(mark, r, StringComparison.Ordinal));

        await using var other = await site.SitAsync(Seat.Desk, "supervisor");
        await other.GoAsync("/console/exports");
        Assert.Equal(0, await other.Page.Locator($".lane a[href*='{mark}']").CountAsync());
        await page.ClickAsync(".lane > li:first-child button:has-text('删除')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已删除");
        Assert.Empty(dispatcher.Faults);
    }

    [Fact]
    public async Task Export_BesideTooManyOthers_IsRefusedInWords()
    {
        var desk = new CasesDesk(site);
        await using var supervisor = await site.SitAsync(Seat.Desk, "supervisor");
        var page = await ExportAsync(supervisor, "supervisor");
        await desk.ExecuteAsync(Copies(await IdAsync(page), """
            'state', 'Running', 'address', e.address || '&copy=' || n, 'lease_until', now() + interval '1 hour'
            """, 3));
        await supervisor.GoAsync($"/console/cases?q={list.Mark}&sort=dueAt");
        await page.ClickAsync("text=导出 CSV");
        await Expect(page.Locator("#refused")).ToContainTextAsync("导出任务太多");
        await Expect(page.Locator(".lane > li")).ToHaveCountAsync(4);
        await desk.ExecuteAsync("delete from export where address like '%&copy=%'");
        await page.ReloadAsync();
        await page.ClickAsync(".lane > li:first-child button:has-text('删除')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已删除");
        Assert.Empty(supervisor.Faults);
    }

    /// <summary>The last page that still fits is cut, and the file's line says how much is missing.</summary>
    [Fact]
    public async Task Export_AboveTheLimit_IsCutThere_AndSaysSo()
    {
        var desk = new CasesDesk(site);
        await using var leader = await site.SitAsync(Seat.Desk, "leader");
        var page = await ExportAsync(leader, "leader");
        var id = await IdAsync(page);
        await desk.ExecuteAsync($"""
            delete from export_chunk where export_id = '{id}';
            update export set state = 'Running', next_page = 1, rows_done = 49900, bytes = 0, lease_until = now()
                where id = '{id}';
            """);
        await page.ReloadAsync();
        await Expect(page.Locator(".lane > li a[download]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        Assert.Equal(1 + 100, (await FetchAsync(page, ".lane > li a[download]")).Split("\r\n")[..^1].Length);
        await desk.ExecuteAsync($"update export set rows_total = 60000 where id = '{id}'");
        await page.ReloadAsync();
        await Expect(page.Locator(".lane > li")).ToContainTextAsync("名单有 60,000 行，文件只含前 50,000 行");
        Assert.Empty(leader.Faults);
    }

    [Fact]
    public async Task Export_OfAnotherPerson_IsNotThere()
    {
        await using var owner = await site.SitAsync(Seat.Desk, "admin");
        var id = await IdAsync(await ExportAsync(owner, "admin"));
        await using var other = await site.SitAsync(Seat.Desk, "handler.wuhou");
        var answer = await other.GoAsync($"/console/exports?region=5101&at=now&handler=File&id={id}");
        Assert.Equal(404, answer!.Status);
        await other.GoAsync("/console/exports");
        await Expect(other.Page.Locator(".lane > li")).ToHaveCountAsync(0);
        await FetchAsync(owner.Page, $"li[data-key='{id}'] a[download]");
        Assert.Empty(owner.Faults);
    }

    /// <summary>The long list as a file, the only one on the page of this person's files.</summary>
    private async Task<IPage> ExportAsync(Person person, string user)
    {
        await new CasesDesk(site).ExecuteAsync(
            $"delete from export where session_id in (select id from session where person ->> 'UserName' = '{user}')");
        await person.GoAsync($"/console/cases?q={list.Mark}");
        await person.Page.ClickAsync("text=导出 CSV");
        await Expect(person.Page.Locator(".lane > li a[download]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        return person.Page;
    }

    private static async Task<string> IdAsync(IPage page) =>
        (await page.GetAttributeAsync(".lane > li:first-child", "data-key"))!;

    /// <summary>Further exports of the same person, different in what is said.</summary>
    private static string Copies(string id, string different, int many) => $"""
        insert into export select (jsonb_populate_record(e, jsonb_build_object(
            'id', gen_random_uuid(), {different}))).* from export e, generate_series(1, {many}) n where e.id = '{id}';
        """;

    private static async Task<string> FetchAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(link));
        await using var stream = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>As a replica leaves it that wrote one page and was killed with the job in its hands.</summary>
    private static Task CrashAfterFirstPageAsync(CasesDesk desk, string id) => desk.ExecuteAsync($"""
        delete from export_chunk where export_id = '{id}' and number > 1;
        update export e set state = 'Running', next_page = 2, rows_done = 200, lease = gen_random_uuid(),
            lease_until = now() + interval '5 seconds',
            bytes = (select length(body) from export_chunk c where c.export_id = e.id)
            where id = '{id}';
        """);
}

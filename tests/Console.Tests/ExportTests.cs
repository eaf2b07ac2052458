using System.Text;
using Microsoft.Playwright;
using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>Lists as files: short ones at once, long ones as work that can be left.</summary>
[Collection(Site.Name)]
public sealed class ExportTests(Site site)
{
    private const int Many = 205;

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
        var mark = Guid.CreateVersion7().ToString("N");
        await ReportAsync(desk, mark);
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync($"/console/cases?q={mark}");
        await page.ClickAsync("text=导出 CSV");
        await Expect(page.Locator("h1")).ToHaveTextAsync("导出文件");
        await Expect(page.Locator(".lane > li").First).ToContainTextAsync($"{Many} / {Many} 行");
        var text = await FetchAsync(page, ".lane > li:first-child a[download]");
        await CrashAfterFirstPageAsync(desk, mark);
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

    private static async Task<string> FetchAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(link));
        await using var stream = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>As a replica leaves it that wrote one page and was killed with the job in its hands.</summary>
    private static Task CrashAfterFirstPageAsync(CasesDesk desk, string mark) => desk.ExecuteAsync($"""
        delete from export_chunk c using export e
            where e.id = c.export_id and e.path like '%{mark}%' and c.number > 1;
        update export e set state = 'Running', next_page = 2, rows_done = 200, lease = gen_random_uuid(),
            lease_until = now() + interval '5 seconds',
            bytes = (select length(body) from export_chunk c where c.export_id = e.id)
            where path like '%{mark}%';
        """);

    private static async Task ReportAsync(CasesDesk desk, string mark)
    {
        var rider = (await desk.AsAsync("rider7")).With(new Patience(TimeSpan.FromSeconds(30)));
        foreach (var part in Enumerable.Range(0, Many).Chunk(8))
        {
            await Task.WhenAll(part.Select(n => rider.ReportClueAsync(
                City.Rubbish($"第{n}件 {mark}"), $"{mark}-{n}").ReadAsync<CaseView>(201)));
        }
    }
}

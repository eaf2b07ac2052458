using System.Text;
using Microsoft.Playwright;
using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>A dispatcher tries a file of old cases, reads what is wrong with which line, and imports it.</summary>
[Collection(Site.Desk)]
public sealed class ImportPageTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task File_IsTried_ReadLineByLine_AndImported(bool scripts)
    {
        var (source, good, bad) = (CasesDesk.Unique("12345"), Guid.CreateVersion7(), Guid.CreateVersion7());
        var csv = "原编号,类别,区划代码,内容,上报时间,状态,销号时间,结果,是否满意\r\n"
            + $"{good:N},road.manhole,510104022,春熙路口井盖缺失,2023-05-01 09:30,已销号,2023-05-03 16:00,已解决,是\r\n"
            + $"{bad:N},no.such,510104022,内容,2023-05-01 09:30,已销号,2023-05-03 16:00,已解决,是\r\n";
        await using var dispatcher = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync("/console/imports?region=5101&at=now");
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        await page.FillAsync("[name=Source]", source);
        await SendAsync(page, "\r\n");
        await Expect(page.Locator("#refused, .error").First).ToBeVisibleAsync();
        await SendAsync(page, csv);
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已开始试运行");
        var tried = page.Locator(".lane li", new() { HasText = source }).First;
        await Expect(tried).ToContainTextAsync("可导入 1，已有 0，拒绝 1，共 2 行");
        var report = await page.RunAndWaitForDownloadAsync(() => tried.Locator("a.button").ClickAsync());
        var lines = await File.ReadAllTextAsync(await report.PathAsync());
        Assert.Contains($"3,{bad:N},Refused", lines, StringComparison.Ordinal);

        await page.FillAsync("[name=Source]", source);
        await page.CheckAsync("[name=ForGood]");
        await SendAsync(page, csv);
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已开始导入");
        await Expect(page.Locator(".lane li", new() { HasText = source }).First)
            .ToContainTextAsync("导入 1，已有 0，拒绝 1，共 2 行");
        Assert.Empty(dispatcher.Faults);
    }

    private static async Task SendAsync(IPage page, string csv)
    {
        await page.SetInputFilesAsync("[name=file]", new FilePayload
        {
            Name = "old.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv),
        });
        await page.ClickAsync("form[enctype] button.first");
    }
}

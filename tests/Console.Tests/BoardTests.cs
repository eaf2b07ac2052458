using System.Security.Cryptography;
using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using RiderPlatform.Console.Tests.Rider;
using RiderPlatform.Harness;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>Leaderboards as a rider sees them, and what staff decide an award round by.</summary>
[Collection(Site.Riders)]
public sealed class BoardTests(Site site)
{
    /// <summary>A board is of twenty seconds ago at most, and of five at least.</summary>
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Rider_SeesTheirOwnPlace_LeavesAndComesBack()
    {
        await new Purse(site).EarnAsync("rider14");
        await using var rider = await site.SitAsync(Seat.Phone, "rider14");
        var page = rider.Page;
        await rider.GoAsync("/console/my/points");
        await page.ClickAsync("a[href*='/points/board']");
        await Eventually.IsAsync(
            async () =>
            {
                await page.ReloadAsync();
                return await page.Locator("#mine").InnerTextAsync();
            },
            t => t.Contains("第 ", StringComparison.Ordinal), Settles);
        await Expect(page.Locator("#board tr[aria-current] strong")).ToContainTextAsync("我（骑手 ·");
        Assert.Empty(await Axe.JudgeAsync(page));

        // Nothing was earned last month; nor in a county far from the manhole.
        await page.ClickAsync("text=上月");
        await Expect(page.Locator(".state-empty")).ToContainTextAsync("这段时间还没有所得积分");
        await Expect(page.Locator("#mine")).ToContainTextAsync("还没有所得积分");
        await page.ClickAsync("text=本月");
        await page.SelectOptionAsync("[name=region]", "510118");
        await page.ClickAsync("form.search button");
        await Expect(page.Locator(".state-empty")).ToBeVisibleAsync();
        await page.SelectOptionAsync("[name=region]", "5101");
        await page.ClickAsync("form.search button");
        await Expect(page.Locator("#board")).ToBeVisibleAsync();

        await page.ClickAsync("#show");
        await Expect(page.Locator(".notice-good").First).ToContainTextAsync("已退出积分榜");
        await Eventually.IsAsync(
            async () =>
            {
                await page.ReloadAsync();
                return await page.Locator("#board tr[aria-current]").CountAsync();
            },
            n => n == 0, Settles);
        await Expect(page.Locator("#mine")).ToContainTextAsync("不显示名次");
        await page.ClickAsync("#show");
        await Expect(page.Locator(".notice-good").First).ToContainTextAsync("已参加积分榜");
        Assert.Empty(rider.Faults);
    }

    [Theory, InlineData(true, "5101"), InlineData(false, "510104")]
    public async Task Staff_FollowAFigure_AndFreezeTheListThatTheySaw(bool scripts, string region)
    {
        await new Purse(site).EarnAsync(scripts ? "rider15" : "rider16");
        await using var staff = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "secretary");
        var page = staff.Page;
        var address = $"/console/points/awards?region={region}&at=now";
        await Eventually.IsAsync(
            async () =>
            {
                await staff.GoAsync(address);
                return await page.Locator("#board tbody tr").CountAsync();
            },
            n => n > 0, Settles);
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        await page.SelectOptionAsync("[name=by]", "Category");
        await page.ClickAsync("form.search button");
        var figure = page.Locator("tr[data-key] a").First;
        var points = await figure.InnerTextAsync();
        await figure.ClickAsync();
        List<string> rows = [.. await page.Locator("#rows tbody tr td:last-child").AllInnerTextsAsync()];
        while (await page.Locator("a[rel=next]").CountAsync() > 0)
        {
            await page.ClickAsync("a[rel=next]");
            rows.AddRange(await page.Locator("#rows tbody tr td:last-child").AllInnerTextsAsync());
        }

        Assert.Equal(points, rows.Sum(r => long.Parse(r.Split('\n')[^1], null)).ToString("N0", null));
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        var earned = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#file"));
        Assert.Equal(rows.Count + 1, (await File.ReadAllLinesAsync(await earned.PathAsync())).Length);

        await staff.GoAsync(address);
        var title = CasesDesk.Unique("红骑手");
        await page.FillAsync("[name=Title]", "=" + title);
        await page.ClickAsync("#freeze");
        await Expect(page.Locator(".field.wrong .error")).ToContainTextAsync("不能以");
        await page.FillAsync("[name=Title]", title);
        await page.ClickAsync("#freeze");
        await Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await Expect(page.Locator("#as-frozen")).ToContainTextAsync("完全一致");
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#file"));
        Assert.Equal(
            await page.InnerTextAsync("#hash"),
            Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(await file.PathAsync()))));
        Assert.Empty(staff.Faults);

        await using var rider = await site.SitAsync(Seat.Phone with { Scripts = scripts }, "rider14");
        await rider.GoAsync("/console/points/boards?region=5101&at=now");
        await rider.Page.ClickAsync($"text={title}");
        await Expect(rider.Page.Locator("#as-frozen")).ToBeVisibleAsync();
        await Expect(rider.Page.Locator("#board a")).ToHaveCountAsync(0);
    }
}

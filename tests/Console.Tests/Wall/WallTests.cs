using Microsoft.Playwright;
using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Wall;

/// <summary>The cockpit, left alone.</summary>
[Collection(Site.Alone)]
public sealed class WallTests(Site site)
{
    private const string Address = "/console/wall?region=5101&at=now";
    private static readonly LocatorAssertionsToHaveCountOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task EveryPart_HasData_AndItsTime()
    {
        await ReportAsync();
        await using var supervisor = await OpenAsync();
        var page = supervisor.Page;
        await Expect(page.Locator("[data-part]")).ToHaveCountAsync(6);
        await Expect(page.Locator("[data-part][data-at='']")).ToHaveCountAsync(0);
        await Expect(page.Locator("#wall-age")).ToContainTextAsync("秒前");
        await Expect(page.Locator("#wall-warning")).ToBeHiddenAsync();
        await Expect(page.Locator("#wall-bars canvas")).ToHaveCountAsync(1);
        await Expect(page.Locator("#wall-map path.map-area")).ToHaveCountAsync(5);
        await Expect(page.Locator("#wall-map path.tone-station").First).ToBeAttachedAsync();
        await Expect(page.Locator("#wall-map path.tone-wait").First).ToBeAttachedAsync();
        await page.ClickAsync("[data-part=totals] a >> nth=0");
        await page.WaitForURLAsync(url => url.Contains("/console/cases", StringComparison.Ordinal));
        Assert.Empty(supervisor.Faults);
    }

    /// <summary>A part that is swapped while it is pressed would take the click away with its link.</summary>
    [Fact]
    public async Task DrillDown_WhileNewDataComes_StillOpens()
    {
        await using var supervisor = await OpenAsync();
        var page = supervisor.Page;
        var link = page.Locator("[data-part=totals] a >> nth=0");
        await ReportAsync();
        await link.HoverAsync();
        await page.Mouse.DownAsync();
        await link.EvaluateAsync("link => { link.isPressed = true; }");
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync(
                "() => { import(document.querySelector('script[src*=wall]').src).then(wall => wall.refresh()); }"),
            r => r.Url.Contains("/console/wall", StringComparison.Ordinal));
        await answer.FinishedAsync();
        await page.EvaluateAsync("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))");
        Assert.True(await link.EvaluateAsync<bool>("link => link.isPressed === true"), "swapped under the finger");
        await page.Mouse.UpAsync();
        await page.WaitForURLAsync(url => url.Contains("/console/cases", StringComparison.Ordinal));
        Assert.Empty(supervisor.Faults);
    }

    [Fact]
    public async Task NewCase_Appears_ByItself()
    {
        await using var supervisor = await OpenAsync();
        var id = await ReportAsync();
        await Expect(supervisor.Page.Locator($"[data-part=stream] li[data-key='{id}']")).ToHaveCountAsync(1);
        Assert.Empty(supervisor.Faults);
    }

    /// <summary>An answer that was made before the change does not put the next look off by half a minute.</summary>
    [Fact]
    public async Task NewCase_WhileTheWallIsAsking_AppearsToo()
    {
        await using var other = await OpenAsync();
        await using var supervisor = await OpenAsync();
        var page = supervisor.Page;
        var (made, sent) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync("**/console/wall?*", async route =>
        {
            var answer = await route.FetchAsync();
            made.TrySetResult();
            await sent.Task;
            await route.FulfillAsync(new() { Response = answer });
        });
        await page.EvaluateAsync(
            "() => { import(document.querySelector('script[src*=wall]').src).then(wall => wall.refresh()); }");
        await made.Task;
        var id = await ReportAsync();
        await Expect(other.Page.Locator($"[data-part=stream] li[data-key='{id}']")).ToHaveCountAsync(1);
        sent.SetResult();
        await Expect(page.Locator($"[data-part=stream] li[data-key='{id}']")).ToHaveCountAsync(1);
        Assert.Empty(supervisor.Faults);
    }

    [Fact]
    public async Task ServerKilled_TheLastStaysOnTheScreen_AndTheNewComes()
    {
        var before = await ReportAsync();
        await using var supervisor = await OpenAsync();
        supervisor.IsExpected = answer => answer.Status is 502 or 503 or 504;
        var stream = supervisor.Page.Locator("[data-part=stream] li");
        await Expect(supervisor.Page.Locator($"li[data-key='{before}']")).ToHaveCountAsync(1);
        var registered = await supervisor.Page.InnerTextAsync("[data-part=totals] a >> nth=0");
        site.Kill9("console");
        await RefreshAsync(supervisor.Page);
        await Expect(supervisor.Page.Locator("[data-part=totals] a >> nth=0")).ToHaveTextAsync(registered);
        Assert.NotEqual(0, await stream.CountAsync());

        var after = await ReportAsync();
        await Expect(supervisor.Page.Locator($"li[data-key='{after}']")).ToHaveCountAsync(1, Patient);
        Assert.Contains("/console/wall", supervisor.Page.Url, StringComparison.Ordinal);
        Assert.Empty(supervisor.Faults);
    }

    [Fact]
    public async Task NoNewData_IsSaidAfterTwoMinutes_AndTakenBack()
    {
        await using var supervisor = await OpenAsync(clock: true);
        var warning = supervisor.Page.Locator("#wall-warning");
        await Expect(warning).ToBeHiddenAsync();
        await supervisor.Context.SetOfflineAsync(true);
        await supervisor.Page.Clock.RunForAsync("02:30");
        await Expect(warning).ToContainTextAsync("数据已 2 分钟没有更新");
        await Expect(supervisor.Page.Locator("[data-part=totals] a").First).ToBeVisibleAsync();
        await supervisor.Context.SetOfflineAsync(false);
        await supervisor.Page.Clock.RunForAsync("01:00");
        await Expect(warning).ToBeHiddenAsync();
    }

    [Fact]
    public async Task OverMidnight_ItGoesOn_AndIsMadeNewAtFour()
    {
        await using var supervisor = await OpenAsync(clock: true);
        await supervisor.Page.EvaluateAsync("() => { globalThis.old = true; }");
        // From 23:59 of China to 00:30: refreshed, and not yet made new.
        await supervisor.Page.Clock.RunForAsync("00:05:00");
        await Expect(supervisor.Page.Locator("#wall-warning")).ToBeHiddenAsync();
        Assert.True(await supervisor.Page.EvaluateAsync<bool>("() => globalThis.old === true"));
        // A look under way would plan the next one for after the leap, half a minute of nobody's time away.
        await RefreshAsync(supervisor.Page);
        await supervisor.Page.Clock.FastForwardAsync("04:15:00");
        await supervisor.Page.WaitForFunctionAsync("() => globalThis.old === undefined");
        await Expect(supervisor.Page.Locator("[data-part=totals] a").First).ToBeVisibleAsync();
        Assert.Empty(supervisor.Faults);
    }

    [Fact]
    public async Task SignedOut_TheLastStays_AndItSaysSo()
    {
        await using var supervisor = await OpenAsync();
        await supervisor.Context.ClearCookiesAsync();
        await RefreshAsync(supervisor.Page);
        await Expect(supervisor.Page.Locator("#wall-warning")).ToContainTextAsync("登录已结束");
        await Expect(supervisor.Page.Locator("[data-part=totals] a").First).ToBeVisibleAsync();
    }

    /// <summary>Twice: the first call joins a look that began before.</summary>
    private static async Task RefreshAsync(IPage page) => await page.EvaluateAsync("""
        async () => {
          const wall = await import(document.querySelector('script[src*=wall]').src);
          await wall.refresh();
          await wall.refresh();
        }
        """);

    private async Task<Person> OpenAsync(bool clock = false)
    {
        var supervisor = await site.SitAsync(Seat.Wall, "supervisor");
        if (clock)
        {
            await supervisor.Page.Clock.InstallAsync(new() { TimeString = "2026-11-22T23:58:00+08:00" });
        }

        await supervisor.GoAsync(Address);
        await Expect(supervisor.Page.Locator("#wall-map path.map-point").First).ToBeAttachedAsync();
        return supervisor;
    }

    private async Task<Guid> ReportAsync()
    {
        var rider = await site.AsAsync("rider8");
        return (await rider.ReportClueAsync(City.Manhole("井盖翘起"), $"{Guid.CreateVersion7():N}")
            .ReadAsync<CaseView>(201)).Id;
    }
}

using System.Text.RegularExpressions;
using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Figures;

/// <summary>The figures page as somebody reads it: rows by unit, the trend, the map and the file.</summary>
[Collection(Site.Alone)]
public sealed class FigurePageTests(Site site)
{
    private const string County = "510104";

    [Fact]
    public async Task Supervisor_ReadsByUnit_SeesTrendAndMap_AndTakesTheFile()
    {
        var rider = await site.AsAsync("rider9");
        await rider.ReportRoutedAsync(City.Manhole("井盖破损"), $"{Guid.CreateVersion7():N}");
        await using var supervisor = await site.SitAsync(Seat.Desk, "supervisor");
        await supervisor.GoAsync($"/console/figures?region={County}&at=now&days=30");
        await Expect(supervisor.Page.Locator(".rates li")).ToHaveCountAsync(11);
        await supervisor.Page.ClickAsync(".chips >> text=单位");
        await Expect(supervisor.Page.Locator("#rows")).ToHaveTextAsync("按承办单位");
        await Expect(supervisor.Page.Locator(".all-rates thead th")).ToHaveCountAsync(15);
        var urban = supervisor.Page.Locator(".all-rates tbody tr").Filter(new() { HasText = "城市管理" }).First;
        await Expect(urban.Locator("a").First).ToHaveAttributeAsync("href", new Regex("unit="));

        await supervisor.Page.Locator("#heat").ScrollIntoViewIfNeededAsync();
        var square = supervisor.Page.Locator("#heat-map path.map-square").First;
        await Expect(square).ToBeAttachedAsync();
        var first = supervisor.Page.Locator("section:has(#heat) tbody td.number a").First;
        var number = await first.TextContentAsync();
        await supervisor.GoAsync((await first.GetAttributeAsync("href"))!);
        Assert.Contains("cell=500-", supervisor.Page.Url, StringComparison.Ordinal);
        await Expect(supervisor.Page.Locator(".table-tools > p")).ToHaveTextAsync($"共 {number} 条");

        await supervisor.GoAsync($"/console/figures?region={County}&at=now&by=unit");
        var download = await supervisor.Page.RunAndWaitForDownloadAsync(
            () => supervisor.Page.ClickAsync("text=下载表格"));
        Assert.StartsWith($"figures-{County}-", download.SuggestedFilename, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("响应率[Response]", text, StringComparison.Ordinal);
        Assert.Contains("单位[Unit],", text, StringComparison.Ordinal);
        Assert.Empty(supervisor.Faults);
    }
}

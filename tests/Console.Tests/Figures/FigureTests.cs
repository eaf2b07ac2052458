using System.Net;
using System.Text.RegularExpressions;
using RiderPlatform.Browser;
using RiderPlatform.Harness;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Figures;

/// <summary>Statistics, open figures and the demo's mailbox.</summary>
[Collection(Site.Alone)]
public sealed partial class FigureTests(Site site)
{
    private const string County = "510104";

    [Fact]
    public async Task EveryNumber_OpensItsList_WithAsManyCases()
    {
        await ReportAsync();
        await using var supervisor = await site.SitAsync(Seat.Desk, "supervisor");
        var links = await NumbersAsync(supervisor);
        Assert.True(links.Count > 20, $"{links.Count} numbers");
        foreach (var (href, number) in links)
        {
            if (await TotalAsync(supervisor, href) == $"共 {number} 条")
            {
                continue;
            }

            // A limit ran out between the two pages: both again, until they are of one moment.
            await Eventually.IsAsync(
                async () =>
                {
                    var now = (await NumbersAsync(supervisor)).First(n => KindOf(n.Href) == KindOf(href));
                    return (now.Href, Figure: $"共 {now.Number} 条", List: await TotalAsync(supervisor, now.Href));
                },
                seen => seen.Figure == seen.List);
        }

        Assert.Empty(supervisor.Faults);
    }

    [Fact]
    public async Task Region_LeadsToItsParts_AndTheMomentStays()
    {
        await ReportAsync();
        await using var supervisor = await site.SitAsync(Seat.Desk, "supervisor");
        await supervisor.GoAsync("/console/figures?region=5101&at=now&days=7");
        await supervisor.Page.ClickAsync("table >> nth=0 >> text=锦江区");
        Assert.Contains($"region={County}&at=now&days=7", supervisor.Page.Url, StringComparison.Ordinal);
        await Expect(supervisor.Page.Locator("h1")).ToHaveTextAsync("锦江区统计");

        await supervisor.GoAsync("/console/figures?region=5101&at=2026-01-05T08:00");
        await Expect(supervisor.Page.Locator(".totals a").First).ToHaveTextAsync("0");
        Assert.Empty(supervisor.Faults);
    }

    [Fact]
    public async Task OpenFigures_NeedNoSignIn_NorScripts()
    {
        for (var i = 0; i < 5; i++)
        {
            await ReportAsync();
        }

        await using var anyone = await site.SitAsync(Seat.Desk with { Scripts = false });
        await anyone.GoAsync($"/console/open?region={County}&at=now");
        await Expect(anyone.Page.Locator("h1")).ToHaveTextAsync("锦江区公开数据");
        await Expect(anyone.Page.Locator("#hazards ~ details tbody tr").First).ToBeAttachedAsync();
        await Expect(anyone.Page.Locator(".totals a.figure")).ToHaveCountAsync(7);
        Assert.Empty(anyone.Faults);
    }

    [Fact]
    public async Task OpenMap_HasHazards_AndLeadsIntoRegions()
    {
        await ReportAsync();
        await using var anyone = await site.SitAsync(Seat.Desk);
        await anyone.GoAsync("/console/open?region=5101&at=now");
        await Expect(anyone.Page.Locator("#hazard-map path.map-point").First).ToBeAttachedAsync();
        var county = anyone.Page.Locator("#hazard-map path.map-area[aria-label=锦江区]");
        await county.FocusAsync();
        await anyone.Page.Keyboard.PressAsync("Enter");
        await anyone.Page.WaitForURLAsync(url => url.Contains($"region={County}", StringComparison.Ordinal));
        Assert.Empty(anyone.Faults);
    }

    [Fact]
    public async Task Mailbox_ShowsTheCode_WithoutASignIn()
    {
        await using var rider = await site.SitAsync(Seat.Phone);
        await rider.GoAsync("/console/signin?way=phone");
        await rider.Page.FillAsync("input[type=tel]", "13800000012");
        await rider.Page.ClickAsync("button[type=submit]:visible");
        await rider.Page.WaitForSelectorAsync("input[autocomplete=one-time-code]");
        // The text goes out after the answer, and the mailbox is a page like any other: looked at again.
        var message = await Eventually.IsAsync(
            async () =>
            {
                await rider.GoAsync("/console/mailbox");
                return await rider.Page.InnerTextAsync("main");
            },
            text => text.Contains("138****0012", StringComparison.Ordinal));
        Assert.Matches(@"\d{6}", message);
        Assert.Empty(rider.Faults);
    }

    /// <summary>The links of a page of figures, one for each list, and what stands on them.</summary>
    private static async Task<IReadOnlyList<(string Href, string Number)>> NumbersAsync(Person person)
    {
        await person.GoAsync($"/console/figures?region={County}&at=now");
        var links = await person.Page.EvaluateAsync<string[][]>(
            "() => [...document.querySelectorAll('.totals a, .rates a, tbody tr:first-child td.number a')]"
            + ".map(a => [a.getAttribute('href'), a.textContent.trim().replaceAll(',', '')])");
        return [.. links.Select(l => (l[0], l[1])).DistinctBy(l => l.Item1)];
    }

    /// <summary>Without the moment of the figures, which is another each time.</summary>
    private static string KindOf(string href) => Regex.Replace(href, "&to=[^&]*", "");

    /// <summary>Without a window: there is a list behind each of a hundred numbers.</summary>
    private static async Task<string> TotalAsync(Person person, string list)
    {
        var answer = await person.Context.APIRequest.GetAsync(
            list, new() { Headers = new Dictionary<string, string> { ["Accept"] = "text/html" } });
        return Total().Match(WebUtility.HtmlDecode(await answer.TextAsync())).Value;
    }

    [GeneratedRegex("共 [0-9]+ 条")]
    private static partial Regex Total();

    private async Task ReportAsync()
    {
        var rider = await site.AsAsync("rider7");
        await rider.ReportClueAsync(City.Manhole("井盖松动"), $"{Guid.CreateVersion7():N}").ReadAsync<CaseView>(201);
    }
}

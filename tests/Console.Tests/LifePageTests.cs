using System.Text.Json;
using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>The drawing of a case's life shows every line of the table that decides, and no other.</summary>
[Collection(Site.Desk)]
public sealed class LifePageTests(Site site)
{
    [Fact]
    public async Task Page_DrawsEveryTransitionOfTheTable()
    {
        var api = (await site.AsAsync("dispatcher")).Caller;
        var table = await api.GetAsync("/api/v1/cases/transitions").ReadAsync<JsonElement>(200);
        var lines = table.GetProperty("lines").EnumerateArray()
            .Select(l => (From: l.GetProperty("from").GetString(), To: l.GetProperty("to").GetString())).ToList();
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync("/console/life");
        await Expect(page.Locator("svg.life path.arrow")).ToHaveCountAsync(
            lines.Where(l => l.From != l.To).Distinct().Count());
        await Expect(page.Locator("svg.life rect.box")).ToHaveCountAsync(
            lines.SelectMany(l => new[] { l.From, l.To }).Distinct().Count());
        await Expect(page.Locator("table.slim tbody tr")).ToHaveCountAsync(lines.Count);
        var returned = page.Locator("table.slim tr:has(td:text-is('退单'))").First;
        await Expect(returned).ToContainTextAsync("承办单位");
        Assert.Empty(dispatcher.Faults);
    }
}

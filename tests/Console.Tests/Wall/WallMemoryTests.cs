using System.Globalization;
using Microsoft.Playwright;
using RiderPlatform.Browser;

namespace RiderPlatform.Console.Tests.Wall;

/// <summary>
/// A day in a minute: 300 refreshes, each with other figures, other cases, other bars and other points of 400. What a
/// page of a day keeps must not grow: 2 MiB of script heap and 100 nodes are the collector's own noise.
/// </summary>
[Collection(Site.Alone)]
public sealed class WallMemoryTests(Site site)
{
    private const int Refreshes = 300;
    private const double MostBytes = 2 * 1024 * 1024;
    private const double MostNodes = 100;
    private const string Refresh =
        "async times => { const wall = await import(document.querySelector('script[src*=wall]').src);"
        + " for (let i = 0; i < times; i++) await wall.refresh(); }";

    [Fact]
    public async Task Heap_DoesNotGrow()
    {
        await using var supervisor = await site.SitAsync(Seat.Wall, "supervisor");
        var page = supervisor.Page;
        await supervisor.GoAsync("/console/wall?region=5101&at=now");
        await ChangeAsync(page);
        await page.EvaluateAsync(Refresh, 30);
        var before = await UsedAsync(page);
        await page.EvaluateAsync(Refresh, Refreshes);
        var after = await UsedAsync(page);
        Assert.InRange(after.Bytes - before.Bytes, double.MinValue, MostBytes);
        Assert.InRange(after.Nodes - before.Nodes, double.MinValue, MostNodes);
        Assert.InRange(after.Listeners - before.Listeners, double.MinValue, MostNodes);
        Assert.Empty(supervisor.Faults);
    }

    /// <summary>The page's own answers, with something different every time.</summary>
    private static async Task ChangeAsync(IPage page)
    {
        var html = await page.EvaluateAsync<string>(
            "async () => (await fetch(location.href)).text()");
        var asked = 0;
        await page.RouteAsync(url => url.Contains("/console/wall?", StringComparison.Ordinal), route =>
        {
            var number = ++asked;
            return route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = Other(html, number) });
        });
        await page.RouteAsync("**/api/v1/open/hazards?*", route => route.FulfillAsync(new()
        {
            ContentType = "application/geo+json",
            Headers = [new("ETag", $"\"{++asked}\"")],
            Body = Points(asked, """
                "severity":"Major","status":"Reported","category":"road.manhole",
                "categoryName":{"zh":"井盖","en":"Manhole"},"statusName":{"zh":"已上报","en":"Reported"}
                """),
        }));
        await page.RouteAsync("**/api/v1/stations/geo?*", route => route.FulfillAsync(new()
        {
            ContentType = "application/geo+json",
            Headers = [new("ETag", $"\"{++asked}\"")],
            Body = Points(asked, "\"name\":\"驿站\",\"openNow\":true,\"hoursText\":\"开放\",\"hoursTextEn\":\"Open\""),
        }));
    }

    private static string Other(string html, int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return html.Replace("&quot;open&quot;:", $"&quot;open&quot;:{number % 9 + 1}", StringComparison.Ordinal)
            .Replace("data-key=\"", $"data-key=\"{text}-", StringComparison.Ordinal)
            .Replace("<strong>", $"<strong>{text} ", StringComparison.Ordinal);
    }

    private static string Points(int number, string properties)
    {
        var features = Enumerable.Range(0, 200).Select(i =>
        {
            var east = (104 + ((number + i) % 100 * 0.001)).ToString(CultureInfo.InvariantCulture);
            return $"{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{east},30.65]}},"
                + $"\"properties\":{{{properties}}}}}";
        });
        return $"{{\"type\":\"FeatureCollection\",\"features\":[{string.Join(',', features)}]}}";
    }

    private sealed record Used(double Bytes, double Nodes, double Listeners);

    private static async Task<Used> UsedAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        await session.SendAsync("HeapProfiler.collectGarbage");
        var answer = await session.SendAsync("Performance.getMetrics");
        await session.DetachAsync();
        var metrics = answer!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble());
        return new Used(metrics["JSHeapUsedSize"], metrics["Nodes"], metrics["JSEventListeners"]);
    }
}

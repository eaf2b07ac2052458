using RiderPlatform.Browser;

namespace RiderPlatform.Bench.Screens;

/// <summary>
/// Each page that riders use, by a browser that has nothing of it: its weight as gzip sends it, photos aside, and its
/// first contentful paint with a processor four times slower on slow 4G as Lighthouse has it.
/// </summary>
internal sealed class RiderPages(string part, Subject subject, Chromium chromium)
{
    private const int Visits = 3;
    private const double MostKilobytes = 100;
    private static readonly string[] Paths =
    [
        "/console/stations", "/console/report", "/console/my/cases", "/console/my/points", "/console/shop",
        "/console/my/vouchers",
    ];

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var rider = await Seated.OfAsync(chromium, subject, "rider1");
        using var client = rider.Client(subject.Gateway, "gzip");
        var figures = new List<Figure>();
        foreach (var path in Paths)
        {
            var address = $"{path}?region=5101&at=now";
            var paints = new List<double>();
            IReadOnlyList<string> asked = [];
            for (var i = 0; i < Visits; i++)
            {
                (var paint, asked) = await VisitAsync(rider, address);
                paints.Add(paint);
            }

            paints.Sort();
            figures.Add(new Figure(part, $"{path}: weight, gzip", await WeightAsync(client, asked), "kB")
                .AimAtMost(MostKilobytes));
            figures.Add(
                new Figure(part, $"{path}: first contentful paint, median of {Visits}", paints[Visits / 2], "ms")
                .AimBelow(1000));
        }

        return figures;
    }

    private async Task<(double Paint, IReadOnlyList<string> Asked)> VisitAsync(Seated rider, string address)
    {
        await using var context = await rider.ContextAsync(chromium, subject.Gateway);
        var page = await context.NewPageAsync();
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 1_600_000 / 8,
            ["uploadThroughput"] = 750_000 / 8,
        });
        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        var asked = new List<string>();
        page.Request += (_, request) =>
        {
            // Photos are aside, and a stream of events has no end.
            if (request.ResourceType is not "eventsource" && !request.Url.Contains("/photos/", StringComparison.Ordinal)
                && request.Url.StartsWith("http", StringComparison.Ordinal))
            {
                asked.Add(request.Url);
            }
        };
        var answer = await page.GotoAsync(address);
        if (answer is not { Status: 200 } || !page.Url.EndsWith(address, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{answer?.Status} at {page.Url}, not 200 at {address}.");
        }

        var paint = await page.WaitForFunctionAsync(
            "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime");
        return (await paint.JsonValueAsync<double>(), asked);
    }

    private static async Task<double> WeightAsync(HttpClient client, IReadOnlyList<string> asked)
    {
        var bytes = 0L;
        foreach (var address in asked.Distinct())
        {
            bytes += (await client.GetByteArrayAsync(address)).Length;
        }

        return bytes / 1000.0;
    }
}

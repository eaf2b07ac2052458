using RiderPlatform.Bench.Load;
using RiderPlatform.Bench.Seeding;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// Every rate of one district over a year of a million cases, with its four breakdowns, through the gateway; as of now,
/// and as of a moment three months ago, for which the cases are put together from their events. Beside them the heat
/// map of the same district and the whole city's rates.
/// </summary>
internal sealed class RatesPart : IPart
{
    private const int Requests = 60;

    public string Name => "rates";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        var seeded = await SeededCases.OfAsync(subject, InboxPart.Cases);
        var dispatcher = await subject.Door.SignInAsync("dispatcher");
        var now = TimeProvider.System.GetUtcNow();
        var district = $"region=510104&from={now.AddDays(-365):yyyy-MM-dd}";
        Task<Latencies> OfAsync(string path, int requests) =>
            InboxPart.LatenciesAsync(() => dispatcher.Caller.GetAsync($"/api/v1/cases/{path}"), requests);
        var rates = await OfAsync($"statistics?{district}", Requests);
        var past = await OfAsync($"statistics?{district}&at={now.AddDays(-90):yyyy-MM-dd}", Requests / 4);
        var heat = await OfAsync($"heat?{district}", Requests / 4);
        var city = await OfAsync($"statistics?region=5101&from={now.AddDays(-365):yyyy-MM-dd}", Requests / 10);
        var counted = await subject.Database("grievances-db").ScalarAsync<long>("""
            select count(*) from cases
            where region_code like '510104%' and reported_at >= now() - interval '365 days'
            """);
        return
        [
            .. seeded,
            new Figure(Name, "cases of the district", counted, "cases"),
            new Figure(Name, "all rates of the year, p50", rates.At(0.5), "ms").AimBelow(300),
            new Figure(Name, $"all rates of the year, p99 of {Requests}", rates.At(0.99), "ms"),
            new Figure(Name, "as of three months ago, p50", past.At(0.5), "ms"),
            new Figure(Name, "heat map of the year, p50", heat.At(0.5), "ms"),
            new Figure(Name, "the whole city's year, p50", city.At(0.5), "ms"),
        ];
    }
}

using System.Diagnostics;
using RiderPlatform.Bench.Load;
using RiderPlatform.Bench.Seeding;
using RiderPlatform.Loop;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// A dispatcher's inbox of one district among a million cases, through the gateway: the page of fifty as the Console
/// asks for it, and the two counts on its tabs; one request at a time, after those that warm up.
/// </summary>
internal sealed class InboxPart : IPart
{
    public const int Cases = 1_000_000;
    private const int Warm = 20;
    private const int Requests = 300;
    private const string District = "510104";

    public string Name => "inbox";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        var seeded = await SeededCases.OfAsync(subject, Cases);
        var dispatcher = await subject.Door.SignInAsync("dispatcher");
        var waiting = $"region={District}&waiting=dispatcher";
        var page = await LatenciesAsync(() => dispatcher.CasesAsync($"{waiting}&size=50"));
        var count = await LatenciesAsync(() => dispatcher.CountCasesAsync(waiting));
        var overdue = await LatenciesAsync(() => dispatcher.CountCasesAsync($"{waiting}&overdue=true"));
        var cases = await subject.Database("grievances-db").ScalarAsync<long>("select count(*) from cases");
        return
        [
            new Figure(Name, "cases in the table", cases, "cases"),
            .. seeded,
            new Figure(Name, "page of 50, p50", page.At(0.5), "ms"),
            new Figure(Name, $"page of 50, p99 of {Requests}", page.At(0.99), "ms").AimBelow(50),
            new Figure(Name, $"count, p99 of {Requests}", count.At(0.99), "ms").AimBelow(50),
            new Figure(Name, $"count of the overdue, p99 of {Requests}", overdue.At(0.99), "ms").AimBelow(50),
        ];
    }

    internal static async Task<Latencies> LatenciesAsync(Func<Task<Answer>> ask, int requests = Requests)
    {
        var latencies = new List<double>();
        for (var i = 0; i < Warm + requests; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await ask();
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (answer.Status != 200)
            {
                throw new InvalidOperationException($"{answer.Status}: {answer.Body}");
            }
        }

        return new Latencies(latencies.Skip(Warm));
    }
}

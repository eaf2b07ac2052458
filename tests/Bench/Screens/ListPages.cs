using System.Diagnostics;
using RiderPlatform.Bench.Load;
using RiderPlatform.Browser;

namespace RiderPlatform.Bench.Screens;

/// <summary>Lists as their readers ask for them: the whole answer through the gateway, one request at a time.</summary>
internal sealed class ListPages(string part, Subject subject, Chromium chromium)
{
    private const int Warm = 30;
    private const int Requests = 200;
    private static readonly (string User, string Path)[] Lists =
        [("dispatcher", "/console/cases"), ("dispatcher", "/console/inbox"), ("rider1", "/console/my/cases")];

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var figures = new List<Figure>();
        foreach (var (user, path) in Lists)
        {
            var seated = await Seated.OfAsync(chromium, subject, user);
            using var client = seated.Client(subject.Gateway, "gzip");
            var latencies = new List<double>();
            for (var i = 0; i < Warm + Requests; i++)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync($"{path}?region=5101&at=now");
                if ((int)answer.StatusCode != 200)
                {
                    throw new InvalidOperationException($"{(int)answer.StatusCode} at {path}.");
                }

                latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            var measured = new Latencies(latencies.Skip(Warm));
            figures.Add(new Figure(part, $"{path}: server time, p50 of {Requests}", measured.At(0.5), "ms"));
            figures.Add(new Figure(part, $"{path}: server time, p99 of {Requests}", measured.At(0.99), "ms")
                .AimBelow(80));
        }

        return figures;
    }
}

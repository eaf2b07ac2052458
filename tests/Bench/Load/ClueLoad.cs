using System.Diagnostics;
using RiderPlatform.Loop;

namespace RiderPlatform.Bench.Load;

/// <summary>
/// Riders who report without pause: 32 connections, each with a report on its way all the time, each report under a new
/// <c>Idempotency-Key</c>, each answered 201 or the run is void.
/// </summary>
internal sealed class ClueLoad(Uri gateway, IReadOnlyList<string> tokens)
{
    public const int Connections = 32;

    /// <summary>Where and what: three places of two cities, categories of different units.</summary>
    private static readonly (Place Place, string Category)[] Kinds =
    [
        (City.Jinjiang, "road.manhole"), (City.Wuhou, "facility.lamp"),
        (City.Leshan, "environment.rubbish"), (City.Jinjiang, "road.signal"),
    ];

    /// <summary>Access tokens of the demo city's twenty riders.</summary>
    public static async Task<ClueLoad> OfRidersAsync(Subject subject)
    {
        var (http, password) = (subject.Door.Http, subject.DemoPassword);
        var tokens = new List<string>();
        for (var rider = 1; rider <= 20; rider++)
        {
            var session = await Tokens.OfPersonAsync(http, "rider-app", $"rider{rider}", password);
            tokens.Add(await session.AccessAsync());
        }

        return new ClueLoad(subject.Gateway, tokens);
    }

    /// <param name="name">What every key of this run begins with; never used before.</param>
    public ClueRun Run(string name, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var end = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var riders = Enumerable.Range(0, Connections).Select(i => new Rider(gateway, RequestOf(i, name), end)).ToList();
        riders.ForEach(r => r.Thread.Start());
        riders.ForEach(r => r.Thread.Join());
        var took = Stopwatch.GetElapsedTime(started);
        return riders.Select(r => r.Failure).OfType<Exception>().FirstOrDefault() is { } failure
            ? throw new InvalidOperationException("A report was not registered.", failure)
            : new ClueRun(took, new Latencies(riders.SelectMany(r => r.Milliseconds)));
    }

    private ClueRequest RequestOf(int connection, string name)
    {
        var ((longitude, latitude), category) = Kinds[connection % Kinds.Length];
        var body = new { category, text = "路口隐患，夜间有骑手摔倒。", longitude, latitude };
        return new ClueRequest(gateway, tokens[connection % tokens.Count], $"{name}-{connection:00}-", body);
    }

    private sealed class Rider
    {
        private readonly Uri _gateway;
        private readonly ClueRequest _request;
        private readonly long _end;

        public Rider(Uri gateway, ClueRequest request, long end)
        {
            (_gateway, _request, _end) = (gateway, request, end);
            Thread = new Thread(Report, maxStackSize: 256 * 1024) { IsBackground = true };
        }

        public Thread Thread { get; }

        public List<double> Milliseconds { get; } = new(100_000);

        public Exception? Failure { get; private set; }

        private void Report()
        {
            try
            {
                using var connection = new KeptConnection(_gateway);
                while (Stopwatch.GetTimestamp() is var sent && sent < _end)
                {
                    if (connection.Exchange(_request.Next()) != 201)
                    {
                        throw new InvalidDataException(connection.ToString());
                    }

                    Milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                }
            }
            catch (Exception e)
            {
                Failure = e;
            }
        }
    }
}

internal sealed record ClueRun(TimeSpan Took, Latencies Latencies)
{
    public int Registered => Latencies.Count;

    public double Rate => Registered / Took.TotalSeconds;
}

using RiderPlatform.Bench.Machine;
using RiderPlatform.Browser;

namespace RiderPlatform.Bench.Screens;

/// <summary>
/// 500 pages that listen: what the console and the gateway keep for them, after the first fifty have shown what
/// listening needs at all, and while each of them is told of a beat.
/// </summary>
internal sealed class EventStreams(string part, Subject subject, Chromium chromium)
{
    private const int First = 50;
    private const int Streams = 500;

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var dispatcher = await Seated.OfAsync(chromium, subject, "dispatcher");
        using var client = dispatcher.Client(subject.Gateway, "identity");
        var open = new List<StreamReader>();
        try
        {
            await OpenAsync(client, open, First);
            var before = Resident();
            await OpenAsync(client, open, Streams);
            await Task.WhenAll(open.Select(BeatAsync));
            var after = Resident();
            return
            [
                new Figure(part, $"{Streams} event streams: console, RSS", after.Console - before.Console, "MiB"),
                new Figure(part, $"{Streams} event streams: gateway, RSS", after.Gateway - before.Gateway, "MiB"),
                new Figure(part, $"{Streams} event streams: both", after.Both - before.Both, "MiB").AimBelow(50),
            ];
        }
        finally
        {
            open.ForEach(s => s.Dispose());
        }
    }

    private static async Task OpenAsync(HttpClient client, List<StreamReader> open, int more)
    {
        for (var i = 0; i < more; i++)
        {
            var answer = await client.GetAsync("/console/live?region=5101", HttpCompletionOption.ResponseHeadersRead);
            answer.EnsureSuccessStatusCode();
            open.Add(new StreamReader(await answer.Content.ReadAsStreamAsync()));
        }
    }

    /// <summary>Reads on to the stream's next beat.</summary>
    private static async Task BeatAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line == "event: beat")
            {
                return;
            }
        }

        throw new InvalidOperationException("A stream has ended.");
    }

    private (double Console, double Gateway, double Both) Resident()
    {
        var memory = ProcessTree.Memory(subject.Processes);
        var (console, gateway) = (memory["console"].Rss, memory["gateway"].Rss);
        return (console, gateway, console + gateway);
    }
}

using RiderPlatform.Bench.Load;
using RiderPlatform.Bench.Machine;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// Resident memory of every process after load: that of the parts before this one, and ten seconds of reports; with
/// the last answer, and when the processes have come to rest and given back what the load made them reserve. The aim
/// is on RSS and on the processes that the loop needs; with the console, and PSS, which counts a page that processes
/// share once, stand beside it.
/// </summary>
internal sealed class MemoryPart : IPart
{
    private static readonly string[] Servers = ["postgres", "messaging"];
    private const string Console = "console";

    /// <summary>Three looks of <c>GiveMemoryBack</c>.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(9);
    private const int MostRests = 5;

    public string Name => "memory";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        var load = await ClueLoad.OfRidersAsync(subject);
        load.Run($"memory-{Guid.CreateVersion7():N}", TimeSpan.FromSeconds(10));
        await subject.RelayedAsync("grievances-db");
        var atOnce = OfDotnet(ProcessTree.Memory(subject.Processes));
        var memory = await AtRestAsync(subject);
        var dotnet = OfDotnet(memory);
        return
        [
            .. memory.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => OfProcess(m.Key, m.Value)),
            new Figure(Name, ".NET processes of the loop, RSS", RssOfLoop(dotnet), "MiB").AimBelow(900),
            new Figure(Name, "the same with the last answer", RssOfLoop(atOnce), "MiB").AimBelow(900),
            new Figure(Name, ".NET processes together, RSS", RssOf(dotnet), "MiB"),
            new Figure(Name, ".NET processes together, PSS", dotnet.Sum(m => m.Value.Pss), "MiB"),
            new Figure(Name, "everything, PSS", memory.Sum(m => m.Value.Pss), "MiB"),
        ];
    }

    /// <summary>When none of them has given back more than a MiB since the last look.</summary>
    private static async Task<Dictionary<string, (double Rss, double Pss)>> AtRestAsync(Subject subject)
    {
        using var rest = new PeriodicTimer(Rest);
        var memory = ProcessTree.Memory(subject.Processes);
        for (var rests = 0; rests < MostRests; rests++)
        {
            await rest.WaitForNextTickAsync();
            var now = ProcessTree.Memory(subject.Processes);
            var falls = OfDotnet(memory).Any(m => m.Value.Rss - now[m.Key].Rss > 1);
            memory = now;
            if (!falls)
            {
                break;
            }
        }

        return memory;
    }

    private static List<KeyValuePair<string, (double Rss, double Pss)>> OfDotnet(
        Dictionary<string, (double Rss, double Pss)> memory) => [.. memory.Where(m => !Servers.Contains(m.Key))];

    private static double RssOfLoop(IEnumerable<KeyValuePair<string, (double Rss, double Pss)>> processes) =>
        RssOf(processes.Where(m => m.Key != Console));

    private static double RssOf(IEnumerable<KeyValuePair<string, (double Rss, double Pss)>> processes) =>
        processes.Sum(p => p.Value.Rss);

    private Figure OfProcess(string process, (double Rss, double Pss) memory) => Servers.Contains(process)
        ? new Figure(Name, $"{process}, PSS", memory.Pss, "MiB")
        : new Figure(Name, $"{process}, RSS", memory.Rss, "MiB");
}

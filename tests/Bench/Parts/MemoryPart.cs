using RiderPlatform.Bench.Load;
using RiderPlatform.Bench.Machine;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// Resident memory of every process after load: that of the parts before this one, and ten seconds of reports. The
/// aim is on RSS and on the processes that the loop needs; with the console, and PSS, which counts a page that
/// processes share once, stand beside it.
/// </summary>
internal sealed class MemoryPart : IPart
{
    private static readonly string[] Servers = ["postgres", "messaging"];
    private const string Console = "console";

    public string Name => "memory";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        var load = await ClueLoad.OfRidersAsync(subject);
        load.Run($"memory-{Guid.CreateVersion7():N}", TimeSpan.FromSeconds(10));
        await subject.RelayedAsync("grievances-db");
        var memory = ProcessTree.Memory(subject.Processes);
        var dotnet = memory.Where(m => !Servers.Contains(m.Key)).ToList();
        return
        [
            .. memory.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => OfProcess(m.Key, m.Value)),
            new Figure(Name, ".NET processes of the loop, RSS", RssOf(dotnet.Where(m => m.Key != Console)), "MiB")
                .AimBelow(900),
            new Figure(Name, ".NET processes together, RSS", RssOf(dotnet), "MiB"),
            new Figure(Name, ".NET processes together, PSS", dotnet.Sum(m => m.Value.Pss), "MiB"),
            new Figure(Name, "everything, PSS", memory.Sum(m => m.Value.Pss), "MiB"),
        ];
    }

    private static double RssOf(IEnumerable<KeyValuePair<string, (double Rss, double Pss)>> processes) =>
        processes.Sum(p => p.Value.Rss);

    private Figure OfProcess(string process, (double Rss, double Pss) memory) => Servers.Contains(process)
        ? new Figure(Name, $"{process}, PSS", memory.Pss, "MiB")
        : new Figure(Name, $"{process}, RSS", memory.Rss, "MiB");
}

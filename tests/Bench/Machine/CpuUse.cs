using System.Diagnostics;

namespace RiderPlatform.Bench.Machine;

/// <summary>Which process used how much processor time between two moments: what a rate is limited by.</summary>
internal sealed class CpuUse
{
    /// <summary>The name under which this program, and so the load generator, is counted.</summary>
    public const string Generator = "load generator";

    private readonly IReadOnlyDictionary<string, int> _roots;
    private readonly Dictionary<string, double> _before;
    private readonly long _started = Stopwatch.GetTimestamp();

    private CpuUse(IReadOnlyDictionary<string, int> roots) => (_roots, _before) = (roots, ProcessTree.Cpu(roots));

    public static CpuUse From(Subject subject) =>
        new(subject.Processes.Append(new(Generator, Environment.ProcessId)).ToDictionary());

    /// <summary>Since the start: seconds of processor time by process.</summary>
    public CpuSpent Stop()
    {
        var took = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var spent = ProcessTree.Cpu(_roots).ToDictionary(n => n.Key, n => n.Value - _before[n.Key]);
        return new CpuSpent(spent, took * Environment.ProcessorCount);
    }
}

/// <param name="Seconds">By process.</param>
/// <param name="Available">Of all processors together in that time.</param>
internal sealed record CpuSpent(IReadOnlyDictionary<string, double> Seconds, double Available)
{
    /// <summary>Part of the whole machine, in percent.</summary>
    public double Share(string process) => 100 * Seconds[process] / Available;

    /// <summary>A figure for each process that used more than a trifle: microseconds for one of all.</summary>
    public IEnumerable<Figure> Figures(string part, string what, int count) => Seconds
        .Select(s => (Process: s.Key, Microseconds: s.Value * 1e6 / count)).Where(s => s.Microseconds >= 2)
        .OrderByDescending(s => s.Microseconds)
        .Select(s => new Figure(part, $"processor time, {s.Process}", s.Microseconds, $"µs/{what}"));
}

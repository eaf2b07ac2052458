using System.Globalization;

namespace RiderPlatform.Bench.Machine;

/// <summary>
/// Processes by name, each with everything that it has started, as <c>/proc</c> shows it now; what has a name of its
/// own is not counted with its parent.
/// </summary>
internal static class ProcessTree
{
    /// <summary>The clock ticks of <c>/proc/*/stat</c>: 100 a second on every Linux.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Processor time used so far, in seconds. A child that ended is counted with its parent.</summary>
    public static Dictionary<string, double> Cpu(IReadOnlyDictionary<string, int> roots)
    {
        var all = All();
        return Members(all, roots).ToDictionary(m => m.Key, m => m.Value.Sum(p => all[p].CpuSeconds));
    }

    /// <summary>
    /// Resident memory of each tree in MiB. Pages that several processes share count whole in each one's <c>Rss</c> (so
    /// PostgreSQL's buffers count once for every backend) and by their share in <c>Pss</c>.
    /// </summary>
    public static Dictionary<string, (double Rss, double Pss)> Memory(IReadOnlyDictionary<string, int> roots) =>
        Members(All(), roots).ToDictionary(m => m.Key, m => Memory(m.Value));

    private static (double Rss, double Pss) Memory(List<int> processes)
    {
        var each = processes.ConvertAll(Memory);
        return (each.Sum(m => m.Rss), each.Sum(m => m.Pss));
    }

    private static (double Rss, double Pss) Memory(int process)
    {
        try
        {
            var lines = File.ReadAllLines($"/proc/{process}/smaps_rollup");
            return (MiB(lines, "Rss:"), MiB(lines, "Pss:"));
        }
        catch (IOException)
        {
            // It has ended since the folder was listed, as a server process of PostgreSQL's may at any time.
            return (0, 0);
        }
    }

    /// <summary>Of a line like <c>Rss:   12345 kB</c>.</summary>
    private static double MiB(string[] lines, string name)
    {
        var line = lines.First(l => l.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line[name.Length..^2], CultureInfo.InvariantCulture) / 1024;
    }

    private static Dictionary<string, List<int>> Members(
        Dictionary<int, Stat> all, IReadOnlyDictionary<string, int> roots)
    {
        var names = roots.ToDictionary(r => r.Value, r => r.Key);
        var members = roots.ToDictionary(r => r.Key, _ => new List<int>());
        foreach (var process in all.Keys)
        {
            var at = process;
            while (!names.ContainsKey(at) && all.TryGetValue(at, out var stat))
            {
                at = stat.Parent;
            }

            if (names.TryGetValue(at, out var name))
            {
                members[name].Add(process);
            }
        }

        return members;
    }

    private static Dictionary<int, Stat> All()
    {
        var all = new Dictionary<int, Stat>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && TryRead(folder) is { } stat)
            {
                all[id] = stat;
            }
        }

        return all;
    }

    private static Stat? TryRead(string folder)
    {
        string text;
        try
        {
            text = File.ReadAllText($"{folder}/stat");
        }
        catch (IOException)
        {
            // It has ended since the folder was listed.
            return null;
        }

        // The name in parentheses may hold anything, so count from behind it: proc(5)'s fields from the third on.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture));
        return new Stat(int.Parse(fields[1], CultureInfo.InvariantCulture), ticks / TicksPerSecond);
    }

    private sealed record Stat(int Parent, double CpuSeconds);
}

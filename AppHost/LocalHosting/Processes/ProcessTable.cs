using System.Globalization;
using System.Text;

namespace RiderPlatform.LocalHosting;

/// <summary>Living processes, as /proc shows them.</summary>
internal static class ProcessTable
{
    /// <summary>Those of our kind whose environment has this variable with this value, ourselves excepted.</summary>
    public static List<int> WithEnvironment(string name, string value)
    {
        var mark = Encoding.UTF8.GetBytes($"{name}={value}\0");
        return [.. All().Where(id => id != Environment.ProcessId && Read(id, "environ").AsSpan().IndexOf(mark) >= 0)];
    }

    /// <summary>Those that <paramref name="parent"/> has started itself.</summary>
    public static List<int> ChildrenOf(int parent)
    {
        var mark = Encoding.UTF8.GetBytes($"\nPPid:\t{parent}\n");
        return [.. All().Where(id => Read(id, "status").AsSpan().IndexOf(mark) >= 0)];
    }

    public static bool IsNamed(int process, string name) =>
        Encoding.UTF8.GetString(Read(process, "comm")).TrimEnd() == name;

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);

    private static byte[] Read(int process, string what)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{process}/{what}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // Ended meanwhile, or another user's: in neither case ours.
        }
    }
}

using System.Globalization;
using System.Text;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// Ends processes that an earlier host on the same data folder has left behind. The parent-death signal leaves a gap
/// (a host killed between fork and prctl, a child that is slow to stop), and a second PostgreSQL on a data folder in
/// use must never be. They carry the folder in their environment, so no process id is guessed. Call with the lock held.
/// </summary>
internal static class Orphans
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task EndAsync(string owner, CancellationToken cancellation)
    {
        var orphans = Find(owner);
        foreach (var process in orphans)
            Native.Send(process, IsPostgres(process) ? Signal.Interrupt : Signal.Terminate);
        var asked = TimeProvider.System.GetTimestamp();
        while (Find(owner) is { Count: > 0 } left)
        {
            if (TimeProvider.System.GetElapsedTime(asked) > Patience)
                left.ForEach(process => Native.Send(process, Signal.Kill));
            await Task.Delay(50, cancellation);
        }
    }

    /// <summary>Living processes whose environment names <paramref name="owner"/>.</summary>
    public static List<int> Find(string owner)
    {
        var mark = Encoding.UTF8.GetBytes($"{ChildCommand.OwnerVariable}={owner}\0");
        return [.. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && id != Environment.ProcessId && Read(id, "environ").AsSpan().IndexOf(mark) >= 0)];
    }

    /// <summary>On TERM PostgreSQL would wait for its clients to leave.</summary>
    private static bool IsPostgres(int process) =>
        Read(process, "comm").AsSpan().StartsWith("postgres"u8);

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

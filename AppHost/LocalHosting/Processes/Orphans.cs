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
        // On TERM PostgreSQL would wait for its clients to leave.
        foreach (var process in Of(owner))
            Native.Send(process, ProcessTable.IsNamed(process, "postgres") ? Signal.Interrupt : Signal.Terminate);
        var asked = TimeProvider.System.GetTimestamp();
        while (Of(owner) is { Count: > 0 } left)
        {
            if (TimeProvider.System.GetElapsedTime(asked) > Patience)
                left.ForEach(process => Native.Send(process, Signal.Kill));
            await Task.Delay(50, cancellation);
        }
    }

    public static List<int> Of(string owner) => ProcessTable.WithEnvironment(ChildCommand.OwnerVariable, owner);
}

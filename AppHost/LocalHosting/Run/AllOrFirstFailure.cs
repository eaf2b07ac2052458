namespace RiderPlatform.LocalHosting;

internal static class AllOrFirstFailure
{
    /// <summary>Like WhenAll, but throws as soon as one has failed: the others run until somebody stops them.</summary>
    public static async Task Of(IEnumerable<Task> tasks)
    {
        var running = tasks.ToList();
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running);
            await ended;
            running.Remove(ended);
        }
    }
}

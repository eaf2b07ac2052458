namespace RiderPlatform.LocalHosting;

/// <summary>
/// Keeps one server or replica running on the same port and data, whatever ends it. Aspire leaves a crashed project
/// down; here kill -9 of anything must heal by itself, as it does under systemd or Kubernetes. Pauses grow to five
/// seconds and shrink again after half a minute of peace. One that has never been ready is given up after three tries.
/// </summary>
internal sealed class Supervisor(IPrivateServer server, ProcessState process, IAnnouncer announcer)
{
    private const int FirstTries = 3;

    private static readonly TimeSpan Peace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan[] Pauses =
        [.. new[] { 0.1, 0.5, 1, 2, 5 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>Asked now and then while the server runs; a server without it is healthy as long as it runs.</summary>
    public Func<CancellationToken, Task<bool>>? IsHealthy { get; init; }

    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Returns when <paramref name="stop"/> is asked for and the process has ended.</summary>
    public async Task RunAsync(Action ready, CancellationToken stop)
    {
        var everReady = false;
        server.Launched += pid => process.Is(ResourceState.Starting, pid);
        for (var failures = 0; !stop.IsCancellationRequested; failures++)
        {
            var started = TimeProvider.System.GetTimestamp();
            var reason = await RunOnceAsync(() =>
            {
                everReady = true;
                ready();
            }, stop);
            await server.StopAsync();
            process.Is(ResourceState.Exited, pid: 0);
            if (stop.IsCancellationRequested)
                return;
            if (TimeProvider.System.GetElapsedTime(started) > Peace)
                failures = 0;
            if (!everReady && failures + 1 == FirstTries)
            {
                process.Is(ResourceState.Failed, pid: 0);
                throw new HostingException(reason);
            }

            await PauseAsync(reason, Pauses[Math.Min(failures, Pauses.Length - 1)], stop);
        }
    }

    /// <summary>One life of the process; returns the reason of its end.</summary>
    private async Task<string> RunOnceAsync(Action ready, CancellationToken stop)
    {
        try
        {
            process.Is(ResourceState.Starting, pid: 0);
            await server.StartAsync(stop);
            process.Is(ResourceState.Healthy, server.ProcessId);
            ready();
            await WatchAsync(stop);
            return stop.IsCancellationRequested
                ? ""
                : $"意外结束（退出码 {await server.Exited}）· ended unexpectedly (exit code {await server.Exited})";
        }
        catch (HostingException error)
        {
            return error.Message;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return "";
        }
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, stop);
        while (!server.Exited.IsCompleted && !stop.IsCancellationRequested)
        {
            var interval = IsHealthy is null ? Timeout.InfiniteTimeSpan : HealthInterval;
            await Task.WhenAny(server.Exited, stopped, Task.Delay(interval, stop));
            if (IsHealthy is null || server.Exited.IsCompleted || stop.IsCancellationRequested)
                continue;
            var state = await IsHealthy(stop) ? ResourceState.Healthy : ResourceState.Running;
            process.Is(state, server.ProcessId);
        }
    }

    private async Task PauseAsync(string reason, TimeSpan pause, CancellationToken stop)
    {
        announcer.Announce(
            process.Label, $"{reason}; {pause.TotalSeconds} 秒后重启 · restarting in {pause.TotalSeconds} s");
        try
        {
            await Task.Delay(pause, stop);
        }
        catch (OperationCanceledException)
        {
            return; // The loop that called us ends by itself.
        }

        process.Restarts();
    }
}

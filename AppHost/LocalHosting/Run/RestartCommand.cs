namespace RiderPlatform.LocalHosting;

/// <summary>
/// <c>./run --restart NAME</c>, from another terminal: ends the processes of one resource of the running instance,
/// which its host then starts again, and waits until they are healthy.
/// </summary>
internal static class RestartCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task RunAsync(string data, string name, CancellationToken stop)
    {
        var resource = Read(data).Resource(name);
        var before = resource.Processes;
        var signal = resource.Kind == "postgres" ? Signal.Interrupt : Signal.Terminate;
        if (before.All(process => process.Pid == 0))
            throw new HostingException($"{name} 没有正在运行的进程 · {name} has no running process");
        foreach (var process in before.Where(process => process.Pid != 0))
            Native.Send(process.Pid, signal);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        while (!IsBack(before, Read(data).Resource(name)))
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw new HostingException($"{name} 没有恢复健康 · {name} did not become healthy again");
            }
        }

        await Console.Out.WriteLineAsync($"{name} 已重启 · restarted");
    }

    private static bool IsBack(IReadOnlyList<InstanceProcess> before, InstanceResource now) =>
        now.State == ResourceState.Healthy
        && before.Zip(now.Processes).All(pair => pair.First.Pid != pair.Second.Pid);

    private static InstanceState Read(string data) =>
        InstanceState.TryRead(data) is { } instance && Orphans.Of(data).Count > 0
            ? instance
            : throw new HostingException($"{data} 上没有正在运行的实例 · No instance is running on {data}");
}

using Microsoft.Extensions.Configuration;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// Runs the model until it is told to stop or until something that is needed cannot start. Projects end before the
/// servers which they use, and each within a bounded time.
/// </summary>
internal sealed class LocalHost(IReadOnlyList<Resource> model, HostOptions options, IConfiguration configuration)
{
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(15);

    private readonly ConsoleLog _console = new(Console.Out, options.Verbose);
    private readonly long _started = TimeProvider.System.GetTimestamp();

    public async Task RunAsync(CancellationToken stop)
    {
        using var data = DataFolder.Open(options.Data);
        await Orphans.EndAsync(data.Path, stop);
        if (options.Reset)
            data.Empty();
        using var context = new RunContext(data, new Secrets(data.FileNamed("secrets.json")), _console);
        RunFactory.AddAll(model, context, configuration);
        foreach (var run in context.Runs)
            run.Check();
        await using var instance = new InstanceWriter(context);
        await RunAllAsync(context, instance, stop);
    }

    private async Task RunAllAsync(RunContext context, InstanceWriter instance, CancellationToken stop)
    {
        using var stopProjects = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var stopServers = new CancellationTokenSource();
        var runs = context.Runs.ToLookup(run => run.IsServer);
        var servers = runs[true].Select(run => NamedAsync(run, stopServers.Token)).ToList();
        var projects = runs[false].Select(run => NamedAsync(run, stopProjects.Token)).ToList();
        var telling = TellProgressAsync(context, instance, stopProjects.Token);
        var failed = AllOrFirstFailure.Of([.. servers, .. projects]);
        try
        {
            await failed.WaitAsync(stop);
            // Only steps, all done: what was asked for is there until somebody ends it.
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _console.WriteBlock("正在停止 · Stopping …");
        }
        finally
        {
            await stopProjects.CancelAsync();
            await Task.WhenAll(projects).ContinueWith(Ended, TaskScheduler.Default);
            await stopServers.CancelAsync();
            await Task.WhenAll([.. servers, telling]).ContinueWith(Ended, TaskScheduler.Default);
        }
    }

    /// <summary>The first failure is the one that is thrown; those that follow from it are of no interest.</summary>
    private static void Ended(Task task) => _ = task.Exception;

    private static async Task NamedAsync(ResourceRun run, CancellationToken stop)
    {
        try
        {
            await run.RunAsync(stop);
        }
        catch (HostingException error)
        {
            throw new HostingException($"{run.Resource.Name}: {error.Message}", error);
        }
    }

    private async Task TellProgressAsync(RunContext context, InstanceWriter instance, CancellationToken stop)
    {
        while (await Task.WhenAny(instance.AllSettled, Task.Delay(Impatience, stop)) != instance.AllSettled)
        {
            if (stop.IsCancellationRequested)
                return;
            var missing = context.Runs.Where(run => !run.IsSettled).Select(run => run.Resource.Name);
            _console.WriteBlock($"仍在等待 · Still waiting for: {string.Join(", ", missing)}");
        }

        _console.WriteBlock(StartTable.Text(context, TimeProvider.System.GetElapsedTime(_started)));
        // From here on it waits, next to services that need the memory which starting them took here.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}

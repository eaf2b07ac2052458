using RiderPlatform.Harness;
using RiderPlatform.LocalHosting;

namespace RiderPlatform.AppHost.Tests.Host;

/// <summary>Whatever dies, without a word, the rest heals by itself or ends with it.</summary>
public sealed class CrashTests : TemporaryData
{
    [Fact]
    public async Task Kill9OfTheHost_LeavesNoChild()
    {
        await using var instance = await TinyInstance.HealthyAsync(Data, "--replicas", "2");
        Assert.True(Children().Count >= 5, "two replicas, PostgreSQL, RabbitMQ and its mapper");
        instance.KillHost();
        await Eventually.IsAsync(() => Task.FromResult(Children().Count), count => count == 0);
    }

    [Fact]
    public async Task Kill9OfEachServer_HealsOnTheSamePortAndData()
    {
        await using var instance = await TinyInstance.HealthyAsync(Data);
        var before = instance.State;
        foreach (var name in new[] { "tiny", "postgres", "messaging" })
        {
            Native.Send(instance.Processes(name)[0].Pid, Signal.Kill);
            var after = await instance.BecomesHealthyAsync(state => state.Resource(name).Processes[0].Restarts == 1);
            Assert.Equal(before.Resource(name).Url, after.Resource(name).Url);
            Assert.NotEqual(before.Resource(name).Processes[0].Pid, after.Resource(name).Processes[0].Pid);
        }

        Assert.Contains("ended unexpectedly (exit code 137)", instance.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplicaThatDies_IsPassedOverAndComesBack()
    {
        await using var instance = await TinyInstance.SmallAsync(Data, "--replicas", "2");
        var replicas = instance.Processes("tiny");
        Assert.Equal(2, (await AnsweringAsync(instance)).Count);

        Native.Send(replicas[0].Pid, Signal.Kill);
        Assert.Equal($"{replicas[1].Pid}", Assert.Single(await AnsweringAsync(instance)));

        await instance.BecomesHealthyAsync(state => state.Resource("tiny").Processes[0].Restarts == 1);
        Assert.Equal(2, (await AnsweringAsync(instance)).Count);
    }

    [Fact]
    public async Task ServiceThatIsUnwell_IsSaidToBe()
    {
        await using var instance = await TinyInstance.SmallAsync(Data);
        await instance.PostAsync("/unwell");
        await Eventually.IsAsync(() => Task.FromResult(instance.State), state =>
            !state.Healthy && state.Resource("tiny").State == ResourceState.Running);
    }

    [Fact]
    public async Task Restart_GivesTheResourceNewProcesses()
    {
        await using var instance = await TinyInstance.SmallAsync(Data, "--replicas", "2");
        var before = instance.Processes("tiny").Select(process => process.Pid);
        var (code, output) = await Repository.RunAsync(Repository.TinyHost, "--data", Data, "--restart", "tiny");
        Assert.True(code == 0, output);
        Assert.Empty(instance.Processes("tiny").Select(process => process.Pid).Intersect(before));
    }

    [Fact]
    public async Task LeftOverProcess_IsEndedByTheNextStart()
    {
        await using var instance = await TinyInstance.SmallAsync(Data);
        await instance.StopAsync();
        var leftOver = ChildProcess.Start(new ChildCommand("sleep", "600")
        {
            Environment = new Dictionary<string, string> { [ChildCommand.OwnerVariable] = Data },
        }, new LastLines());
        await using var second = await TinyInstance.SmallAsync(Data);
        Assert.Equal(128 + (int)Signal.Terminate, await leftOver.Exited);
    }

    private List<int> Children() => Orphans.Of(Data);

    /// <summary>Which processes answer on the public port; none of the requests may fail.</summary>
    private static async Task<HashSet<string>> AnsweringAsync(TinyInstance instance)
    {
        var processes = new HashSet<string>();
        for (var i = 0; i < 6; i++)
            processes.Add(await instance.GetAsync("/pid"));
        return processes;
    }
}

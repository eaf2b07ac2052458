using System.Diagnostics;
using RiderPlatform.LocalHosting;

namespace RiderPlatform.Harness;

/// <summary>
/// The whole platform as <c>./run</c> starts it: AppHost as a child process, free ports, a data folder of its own. When
/// it is disposed of nothing of it is left; when this process dies in any way, no process of it.
/// </summary>
public sealed class ThrowAwayInstance : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(40);
    private readonly LastLines _lines = new(200);
    private readonly HashSet<int> _killed = [];
    private readonly IReadOnlyList<string> _arguments;
    private ChildProcess _host;

    private ThrowAwayInstance(IReadOnlyList<string> arguments) =>
        (_arguments, _host) = (arguments, StartHost(arguments));

    /// <summary>The instance's data folder.</summary>
    public string Data { get; } = TemporaryFolder.Create("riderplatform-instance-");

    /// <summary>The host's process id.</summary>
    public int ProcessId => _host.Id;

    /// <summary>As the host last wrote it.</summary>
    public InstanceState State =>
        InstanceState.TryRead(Data) ?? throw new InvalidOperationException("The host has written no state yet.");

    public Uri Gateway => new(State.Gateway ?? throw new InvalidOperationException("The gateway has no address."));

    public string DemoPassword => State.Parameters["demo-password"];

    public string ConnectionString(string resource) =>
        State.Resource(resource).ConnectionString
            ?? throw new InvalidOperationException($"{resource} has no connection string.");

    /// <param name="replicas">Of each service.</param>
    /// <param name="arguments">More of the host's command line.</param>
    public static async Task<ThrowAwayInstance> StartAsync(int replicas = 1, params string[] arguments)
    {
        var instance = new ThrowAwayInstance([.. arguments, "--replicas", $"{replicas}"]);
        try
        {
            await instance.HealthyAsync();
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Ends the whole platform as Ctrl-C does and starts it over the same data; returns what the start alone took.
    /// </summary>
    public async Task<TimeSpan> RestartAsync()
    {
        await _host.StopAsync(Signal.Interrupt, StopPatience);
        var started = Stopwatch.GetTimestamp();
        _host = StartHost(_arguments);
        await HealthyAsync();
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Ends one process, and what it has started itself, without a word. The host starts it again.</summary>
    public void Kill9(string resource, int replica = 0)
    {
        var process = State.Resource(resource).Processes[replica];
        if (process.Pid == 0 || !_killed.Add(process.Pid))
        {
            throw new InvalidOperationException($"{resource} {replica} is not running.");
        }

        using var running = Process.GetProcessById(process.Pid);
        running.Kill(entireProcessTree: true);
    }

    /// <summary>Every resource answers, and nothing that was killed is still listed.</summary>
    public async Task HealthyAsync()
    {
        var healthy = Eventually.IsAsync(() => Task.FromResult(Seen()), seen => seen.Length == 0, Patience);
        try
        {
            await await Task.WhenAny(healthy, EndedAsync());
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            throw new InvalidOperationException($"The instance is not healthy: {e.Message}\n{_lines}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(Signal.Interrupt, StopPatience);
        Directory.Delete(Data, recursive: true);
    }

    private ChildProcess StartHost(IEnumerable<string> arguments) => ChildProcess.Start(
        new ChildCommand(
            "dotnet", [AppHostProgram.Find(), "--data", Data, "--gateway-port", "0", "--demo", "true", .. arguments])
        {
            InheritsEnvironment = true,
            // As ./run does.
            Environment = new Dictionary<string, string> { ["DOTNET_GCgen0size"] = "0x200000" },
            OnHostDeath = Signal.Interrupt,
        }, _lines);

    private async Task<string> EndedAsync() =>
        throw new InvalidOperationException($"the host has ended with {await _host.Exited}");

    /// <summary>What is not yet well; empty when nothing.</summary>
    private string Seen()
    {
        // An earlier host's last words are still there until this one has written its first.
        if (InstanceState.TryRead(Data) is not { } state || state.Host != _host.Id)
        {
            return "no state yet";
        }

        var processes = state.Resources.SelectMany(r => r.Processes.Select(p => (r.Name, p.Pid, p.State))).ToList();
        return state.Healthy && !processes.Any(p => _killed.Contains(p.Pid)) ? "" : string.Join(", ", processes);
    }
}

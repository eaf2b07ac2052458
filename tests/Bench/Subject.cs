using System.Diagnostics;
using System.Globalization;
using Npgsql;
using RiderPlatform.Harness;
using RiderPlatform.Loop;

namespace RiderPlatform.Bench;

/// <summary>
/// The platform under measurement: a throw-away instance as <c>./run</c> starts it, with the gateway's rate limits off
/// (a city's peak comes here from twenty riders at one address) and with PostgreSQL keeping the moment of each commit,
/// by which latencies are told. That setting needs a restart, so the instance is started twice: over no data, and over
/// what the first start made.
/// </summary>
internal sealed class Subject : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly ThrowAwayInstance _instance;
    private readonly Dictionary<string, NpgsqlDataSource> _databases = [];

    private Subject(ThrowAwayInstance instance, TimeSpan coldStart)
    {
        (_instance, ColdStart) = (instance, coldStart);
        Door = new Door(instance.Gateway, instance.DemoPassword);
    }

    /// <summary>From no data to all healthy.</summary>
    public TimeSpan ColdStart { get; }

    /// <summary>From data that is there to all healthy, each time that it was started so.</summary>
    public List<TimeSpan> WarmStarts { get; } = [];

    public Uri Gateway => _instance.Gateway;

    public Door Door { get; private set; }

    public string DemoPassword => _instance.DemoPassword;

    public static async Task<Subject> StartAsync()
    {
        Environment.SetEnvironmentVariable("RateLimits__Enabled", "false");
        var started = Stopwatch.GetTimestamp();
        var instance = await ThrowAwayInstance.StartAsync();
        var subject = new Subject(instance, Stopwatch.GetElapsedTime(started));
        try
        {
            await subject.Database("postgres").ExecuteAsync("alter system set track_commit_timestamp = on");
            await subject.RestartAsync();
            return subject;
        }
        catch
        {
            await subject.DisposeAsync();
            throw;
        }
    }

    public async Task RestartAsync()
    {
        WarmStarts.Add(await _instance.RestartAsync());
        Door.Dispose();
        Door = new Door(_instance.Gateway, _instance.DemoPassword);
    }

    /// <param name="resource">As in AppHost: <c>points-db</c>; <c>postgres</c> is the cluster's own database.</param>
    public NpgsqlDataSource Database(string resource)
    {
        if (!_databases.TryGetValue(resource, out var source))
        {
            var settings = new NpgsqlConnectionStringBuilder(ConnectionString(resource)) { CommandTimeout = 120 };
            source = NpgsqlDataSource.Create(settings);
            _databases[resource] = source;
        }

        return source;
    }

    public string ConnectionString(string resource) => _instance.ConnectionString(resource);

    /// <summary>A service itself, past the gateway, which waits for no answer longer than half a minute.</summary>
    public Uri Service(string name) => new(_instance.State.Resources.Single(r => r.Name == name).Url!);

    /// <summary>Process ids by name: the host, the servers, the services.</summary>
    public IReadOnlyDictionary<string, int> Processes => _instance.State.Resources
        .Where(r => r.Processes.Any(p => p.Pid != 0))
        .ToDictionary(r => r.Name, r => r.Processes.Single(p => p.Pid != 0).Pid)
        .Append(new("host", _instance.ProcessId)).ToDictionary();

    /// <summary>The facts of a database are all with the broker.</summary>
    public Task RelayedAsync(string database) => Eventually.IsAsync(
        () => Database(database).ScalarAsync<long>("select count(*) from outbox"), waiting => waiting == 0, Patience);

    /// <summary>
    /// Stands a service still until disposed of, so that a reference has the machine to itself: its relay would take
    /// the reference's rows to the broker. Those rows are dropped in the end.
    /// </summary>
    public async Task<IAsyncDisposable> StillAsync(string service)
    {
        await RelayedAsync($"{service}-db");
        Signal("STOP", Processes[service]);
        return new Stillness(async () =>
        {
            Signal("CONT", Processes[service]);
            await Database($"{service}-db").ExecuteAsync("truncate outbox");
        });
    }

    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        foreach (var database in _databases.Values)
        {
            await database.DisposeAsync();
        }

        await _instance.DisposeAsync();
    }

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", ["-s", signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private sealed class Stillness(Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await end();
    }
}

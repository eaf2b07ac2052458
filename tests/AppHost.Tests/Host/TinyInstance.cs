using RiderPlatform.Harness;
using RiderPlatform.LocalHosting;

namespace RiderPlatform.AppHost.Tests.Host;

/// <summary>
/// The tiny host as a process of its own, on a data folder that several of them may use one after another.
/// </summary>
internal sealed class TinyInstance : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly LastLines _output = new(400);
    private readonly ChildProcess _host;
    private readonly string _data;

    private TinyInstance(string data, string[] arguments)
    {
        _data = data;
        _host = ChildProcess.Start(Repository.Command(Repository.TinyHost, ["--data", data, .. arguments]), _output);
    }

    public string Output => _output.ToString();

    public HttpClient Http { get; } = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });

    public InstanceState State => InstanceState.TryRead(_data) ?? throw new InvalidOperationException("No state yet.");

    public static TinyInstance Start(string data, params string[] arguments) => new(data, arguments);

    /// <summary>
    /// Without PostgreSQL and RabbitMQ, which most of these tests do not need and which take seconds.
    /// </summary>
    public static Task<TinyInstance> SmallAsync(string data, params string[] arguments) =>
        HealthyAsync(data, ["--tiny-servers", "false", .. arguments]);

    public static async Task<TinyInstance> HealthyAsync(string data, params string[] arguments)
    {
        var instance = new TinyInstance(data, arguments);
        await instance.BecomesHealthyAsync();
        return instance;
    }

    public Task<InstanceState> BecomesHealthyAsync(Func<InstanceState, bool>? and = null) => Eventually.IsAsync(
        () => Task.FromResult(Own(State)), state => state.Healthy && (and is null || and(state)), Patience);

    public IReadOnlyList<InstanceProcess> Processes(string resource) => State.Resource(resource).Processes;

    public Task<string> GetAsync(string path) => Http.GetStringAsync(new Uri(State.Gateway + path));

    public async Task PostAsync(string path)
    {
        using var answer = await Http.PostAsync(new Uri(State.Gateway + path), content: null);
    }

    /// <summary>As Ctrl-C does. Returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await _host.StopAsync(Signal.Interrupt, TimeSpan.FromSeconds(60));
        return await _host.Exited;
    }

    public Task<int> EndsAsync() => _host.Exited.WaitAsync(Patience);

    /// <summary>kill -9 of the host alone.</summary>
    public void KillHost() => Native.Send(_host.Id, Signal.Kill);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
    }

    /// <summary>What an earlier host has left in the folder says nothing about this one.</summary>
    private InstanceState Own(InstanceState state) => state.Host == _host.Id
        ? state
        : throw new InvalidOperationException($"The state is of another host.\n{Output}");
}

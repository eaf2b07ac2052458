namespace RiderPlatform.LocalHosting;

/// <summary>One process of a project that serves on its own port.</summary>
internal sealed class Replica(
    int port, IProjectMetadata project, Func<ChildCommand> command, string? healthPath, IChildOutput output)
    : IPrivateServer
{
    // A gateway that waits for its services is not to be killed for it; the host tells whom it still waits for.
    private static readonly TimeSpan StartPatience = Timeout.InfiniteTimeSpan;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(5);

    // Each replica asks for itself: a pooled connection would go on to answer for a process that is gone.
    private static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.Zero,
        UseProxy = false,
    })
    { Timeout = AnswerPatience };

    private readonly LastLines _lastLines = new(count: 15);
    private ChildProcess? _process;

    public event Action<int>? Launched;

    public int Port => port;

    public int ProcessId => Running.Id;

    public Task<int> Exited => Running.Exited;

    private ChildProcess Running => _process ?? throw new InvalidOperationException("Not started yet.");

    public async Task StartAsync(CancellationToken cancellation = default)
    {
        _process = ChildProcess.Start(command(), new Tee(_lastLines, output));
        Launched?.Invoke(_process.Id);
        if (healthPath is null)
            return;
        await Readiness.WaitAsync("服务 The project", _process, _lastLines, StartPatience, async token =>
        {
            using var answer = await Http.GetAsync(HealthAddress, token);
            answer.EnsureSuccessStatusCode();
        }, cancellation);
    }

    public async Task<bool> IsHealthyAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await Http.GetAsync(HealthAddress, cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }

    public void Check() => ProjectEnvironment.Check(project);

    public async Task StopAsync()
    {
        if (_process is { } process)
            await process.StopAsync(Signal.Terminate, StopPatience);
    }

    public void Kill() => Running.Kill();

    private string HealthAddress => $"http://localhost:{port}{healthPath}";
}

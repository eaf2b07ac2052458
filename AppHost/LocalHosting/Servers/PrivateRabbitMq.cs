using RabbitMQ.Client;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// A RabbitMQ node of our own with its own port mapper, on 127.0.0.1 alone; quorum queues work on the one node.
/// After <see cref="Kill"/> or <see cref="StopAsync"/> it can be started again on the same port and data.
/// </summary>
/// <example><c>await using var broker = await PrivateRabbitMq.StartNewAsync();</c></example>
public sealed class PrivateRabbitMq : IPrivateServer, IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly RabbitMqFiles _files;
    private readonly LastLines _lastLines = new();
    private readonly IChildOutput _output;
    private readonly string? _temporary;
    private ChildProcess? _mapper;
    private ChildProcess? _process;

    public PrivateRabbitMq(RabbitMqOptions options)
    {
        _temporary = options.Folder is null ? TemporaryFolder.Create("rider-rabbitmq-") : null;
        UserName = options.UserName;
        Password = options.Password ?? new GenerateParameterDefault().GetDefaultValue();
        Port = options.Port ?? FreePorts.Next();
        _files = new RabbitMqFiles(options.Folder ?? _temporary!, options, Port,
            options.DistributionPort ?? FreePorts.Next(), options.MapperPort ?? FreePorts.Next());
        _output = options.Output is null ? _lastLines : new Tee(_lastLines, options.Output);
    }

    public event Action<int>? Launched;

    public int Port { get; }

    public string UserName { get; }

    public string Password { get; }

    public int ProcessId => Running.Id;

    public Task<int> Exited => Running.Exited;

    private ChildProcess Running => _process ?? throw new InvalidOperationException("RabbitMQ has not been started.");

    public static async Task<PrivateRabbitMq> StartNewAsync(
        RabbitMqOptions? options = null, CancellationToken cancellation = default)
    {
        var broker = new PrivateRabbitMq(options ?? new RabbitMqOptions());
        try
        {
            await broker.StartAsync(cancellation);
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync(CancellationToken cancellation = default)
    {
        _files.Write(UserName, Password);
        if (_mapper is null or { Exited.IsCompleted: true })
            _mapper = ChildProcess.Start(_files.MapperCommand(), _output);
        _process = ChildProcess.Start(_files.ServerCommand(), _output);
        Launched?.Invoke(_process.Id);
        var factory = new ConnectionFactory
        {
            Uri = new Uri(ConnectionString()),
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(2),
        };
        await Readiness.WaitAsync("RabbitMQ", _process, _lastLines, StartPatience, async token =>
        {
            await using var connection = await factory.CreateConnectionAsync(token);
        }, cancellation);
    }

    public string ConnectionString(string virtualHost = "/") =>
        $"amqp://{UserName}:{Password}@127.0.0.1:{Port}" +
        (virtualHost == "/" ? "" : $"/{Uri.EscapeDataString(virtualHost)}");

    /// <summary>
    /// Adds a virtual host in which the user may do everything: a world of its own for one test class.
    /// </summary>
    public Task AddVirtualHostAsync(string name, CancellationToken cancellation = default) => CallAsync(
        $"rabbit_vhost:add({Binary(name)}, {Binary(UserName)}), rabbit_auth_backend_internal:set_permissions(" +
        $"{Binary(UserName)}, {Binary(name)}, {Binary(".*")}, {Binary(".*")}, {Binary(".*")}, {Binary(UserName)})",
        cancellation);

    /// <summary>Deletes a virtual host with its queues and closes its connections.</summary>
    public Task DeleteVirtualHostAsync(string name, CancellationToken cancellation = default) =>
        CallAsync($"rabbit_vhost:delete({Binary(name)}, {Binary(UserName)})", cancellation);

    public void Check() => _files.Check();

    public async Task StopAsync()
    {
        if (_process is { } process)
            await process.StopAsync(Signal.Terminate, StopPatience);
        _mapper?.Kill();
    }

    /// <summary>kill -9 of the broker and its helpers.</summary>
    public void Kill() => Running.Kill();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_temporary is not null)
            Directory.Delete(_temporary, recursive: true);
    }

    private async Task CallAsync(string expression, CancellationToken cancellation)
    {
        var lines = new LastLines();
        var call = ChildProcess.Start(_files.CallCommand(expression), lines);
        var code = await call.Exited.WaitAsync(cancellation);
        if (code != 0 || lines.ToString() != "{ok, ok}")
            throw new InvalidOperationException($"RabbitMQ refused {expression}: {lines}");
    }

    /// <summary>Text as an Erlang binary.</summary>
    private static string Binary(string text)
    {
        var escaped = text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"<<\"{escaped}\">>";
    }
}

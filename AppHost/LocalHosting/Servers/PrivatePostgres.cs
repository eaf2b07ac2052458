using Npgsql;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// A PostgreSQL cluster of our own, made from the machine's binaries: it touches no system service and listens on
/// 127.0.0.1 alone. Started as root it runs as an unprivileged user. After <see cref="Kill"/> or
/// <see cref="StopAsync"/> it can be started again on the same port and data.
/// </summary>
/// <example><c>await using var postgres = await PrivatePostgres.StartNewAsync();</c></example>
public sealed class PrivatePostgres : IPrivateServer, IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private readonly PostgresCluster _cluster;
    private readonly LastLines _lastLines = new();
    private readonly IChildOutput _output;
    private readonly string? _temporary;
    private ChildProcess? _process;

    public PrivatePostgres(PostgresOptions options)
    {
        _temporary = options.Folder is null ? TemporaryFolder.Create("rider-postgres-") : null;
        UserName = options.UserName;
        Password = options.Password ?? new GenerateParameterDefault().GetDefaultValue();
        Port = options.Port ?? FreePorts.Next();
        _cluster = new PostgresCluster(options.Folder ?? _temporary!, options);
        _output = options.Output is null ? _lastLines : new Tee(_lastLines, options.Output);
    }

    public event Action<int>? Launched;

    public int Port { get; }

    public string UserName { get; }

    public string Password { get; }

    public int ProcessId => Running.Id;

    public Task<int> Exited => Running.Exited;

    private ChildProcess Running => _process ?? throw new InvalidOperationException("PostgreSQL has not been started.");

    public static async Task<PrivatePostgres> StartNewAsync(
        PostgresOptions? options = null, CancellationToken cancellation = default)
    {
        var postgres = new PrivatePostgres(options ?? new PostgresOptions());
        try
        {
            await postgres.StartAsync(cancellation);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync(CancellationToken cancellation = default)
    {
        await _cluster.PrepareAsync(UserName, Password, cancellation);
        _process = ChildProcess.Start(_cluster.ServerCommand(Port), _output);
        Launched?.Invoke(_process.Id);
        await Readiness.WaitAsync("PostgreSQL", _process, _lastLines, StartPatience, async token =>
        {
            var probe = $"{ConnectionString("postgres")};Pooling=false;Timeout=2";
            await using var connection = new NpgsqlConnection(probe);
            await connection.OpenAsync(token);
        }, cancellation);
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username={UserName};Password={Password};Database={database}";

    /// <summary>Creates the database, or finds it there already.</summary>
    public Task CreateDatabaseAsync(string database, CancellationToken cancellation = default) =>
        CreateDatabaseAsync(ConnectionString("postgres"), database, cancellation);

    internal static async Task CreateDatabaseAsync(string server, string database, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection($"{server};Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        exists.Parameters.Add(new NpgsqlParameter { Value = database });
        if (await exists.ExecuteScalarAsync(cancellation) is not null)
            return;
        await using var create = new NpgsqlCommand($"create database \"{database.Replace("\"", "\"\"")}\"", connection);
        try
        {
            await create.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase
            or PostgresErrorCodes.UniqueViolation)
        {
            return; // Another process has made it in this moment.
        }
    }

    /// <summary>A fast shutdown: sessions are ended, a checkpoint is written.</summary>
    public void Check() => _cluster.Check();

    public async Task StopAsync()
    {
        if (_process is { } process)
            await process.StopAsync(Signal.Interrupt, StopPatience);
    }

    /// <summary>kill -9 of the server and all its sessions: what a power cut leaves of the processes.</summary>
    public void Kill() => Running.KillWithChildren();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_temporary is not null)
            Directory.Delete(_temporary, recursive: true);
    }
}

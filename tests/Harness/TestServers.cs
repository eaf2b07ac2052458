using System.Collections.Concurrent;
using Npgsql;
using RiderPlatform.LocalHosting;

namespace RiderPlatform.Harness;

/// <summary>
/// A private PostgreSQL cluster and a private RabbitMQ node for this test process, started once when first asked for
/// and ended with it. Each test class gets a database and a virtual host of its own in them.
/// </summary>
public sealed class TestServers
{
    private static readonly Lazy<Task<TestServers>> Started = new(StartAsync);
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new();
    private readonly SemaphoreSlim _cloning = new(1);
    private readonly PrivatePostgres _postgres;
    private readonly PrivateRabbitMq _rabbit;
    private int _names;

    private TestServers(PrivatePostgres postgres, PrivateRabbitMq rabbit) => (_postgres, _rabbit) = (postgres, rabbit);

    public static Task<TestServers> StartedAsync() => Started.Value;

    public string ConnectionString(string database) => _postgres.ConnectionString(database);

    /// <summary>
    /// The name of a database that <paramref name="prepare"/> has migrated and seeded, made once per process.
    /// </summary>
    public Task<string> TemplateAsync(string service, Func<string, Task> prepare) =>
        _templates.GetOrAdd(service, s => new Lazy<Task<string>>(async () =>
        {
            var name = $"template_{s}";
            await prepare(name);
            NpgsqlConnection.ClearAllPools();
            return name;
        })).Value;

    /// <summary>A copy of a template, a few hundredths of a second each; returns its connection string.</summary>
    public async Task<string> CloneAsync(string template)
    {
        var name = $"{template["template_".Length..]}_{Interlocked.Increment(ref _names)}";
        await _cloning.WaitAsync();
        try
        {
            await ExecuteAsync($"create database {name} template {template} strategy file_copy");
        }
        finally
        {
            _cloning.Release();
        }

        return ConnectionString(name);
    }

    /// <summary>AMQP address of a fresh virtual host.</summary>
    public async Task<string> NewVirtualHostAsync()
    {
        var name = $"v{Interlocked.Increment(ref _names)}";
        await _rabbit.AddVirtualHostAsync(name);
        return _rabbit.ConnectionString(name);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<TestServers> StartAsync()
    {
        var postgres = new PrivatePostgres(new PostgresOptions());
        var rabbit = new PrivateRabbitMq(new RabbitMqOptions());
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Task.WaitAll(postgres.DisposeAsync().AsTask(), rabbit.DisposeAsync().AsTask());
        await Task.WhenAll(postgres.StartAsync(), rabbit.StartAsync());
        return new TestServers(postgres, rabbit);
    }
}

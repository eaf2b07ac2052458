using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.ServiceDefaults.Identity;
using Xunit;

namespace RiderPlatform.Harness;

/// <summary>
/// One service over real PostgreSQL and RabbitMQ for a test class: a database cloned from the migrated and seeded
/// template, a virtual host of its own, and the real program on Kestrel; more replicas on demand.
/// <code>public sealed class ReportClueTests(PointsFixture fixture) : IClassFixture&lt;PointsFixture&gt;</code>
/// </summary>
/// <typeparam name="TProgram">The service's <c>Program</c>.</typeparam>
/// <param name="database">Its database's name, e.g. <c>points</c>.</param>
public abstract class ServiceFixture<TProgram>(string database) : IAsyncLifetime where TProgram : class
{
    private readonly List<Replica<TProgram>> _replicas = [];
    private TokenIssuer _issuer = null!;

    /// <summary>The first replica's services, for what a test must look at inside.</summary>
    public IServiceProvider Services => _replicas[0].Services;

    public Uri Address => _replicas[0].Address;

    public TokenIssuer Tokens => _issuer;

    /// <summary>Connection string of the class's own database.</summary>
    public string Database { get; private set; } = "";

    /// <summary>AMQP address of the class's own virtual host.</summary>
    public string Broker { get; private set; } = "";

    /// <summary>A folder of its own, removed at the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("riderplatform-test-").FullName;

    /// <summary>Settings beyond the connection strings; override to add some.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    /// <summary>Puts a test's own in the place of the program's services, such as the clock.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }

    public async Task InitializeAsync()
    {
        var servers = await TestServers.StartedAsync();
        _issuer = await TokenIssuer.StartAsync();
        Broker = await servers.NewVirtualHostAsync();
        var template = await servers.TemplateAsync(database, name => MigrateAsync(servers.ConnectionString(name)));
        Database = await servers.CloneAsync(template);
        await StartReplicaAsync();
    }

    /// <summary>One more process-alike of the same service over the same database and queues.</summary>
    public async Task<Replica<TProgram>> StartReplicaAsync(params KeyValuePair<string, string>[] settings)
    {
        var replica = NewReplica(settings);
        await replica.StartAsync();
        return replica;
    }

    /// <summary>
    /// A replica that the test starts itself, to look at it before it is healthy: it answers as soon as
    /// <see cref="Replica{TProgram}.StartAsync"/> has returned its task.
    /// </summary>
    public Replica<TProgram> NewReplica(params KeyValuePair<string, string>[] settings)
    {
        var replica = new Replica<TProgram>([.. Configuration(Database), .. Settings, .. settings], Configure);
        _replicas.Add(replica);
        return replica;
    }

    /// <summary>A client without a token.</summary>
    public HttpClient NewClient() => new() { BaseAddress = Address };

    /// <summary>A client whose calls carry a good token with these grants.</summary>
    public HttpClient ClientFor(Guid? rider, params Grant[] grants) => ClientFor(Guid.CreateVersion7(), rider, grants);

    public HttpClient ClientFor(Guid subject, Guid? rider, params Grant[] grants)
    {
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", _issuer.Issue(subject, rider, grants));
        return client;
    }

    /// <summary>Work with the first replica's scoped services, such as its DbContext.</summary>
    public async Task<T> WithAsync<TScoped, T>(Func<TScoped, Task<T>> work) where TScoped : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TScoped>());
    }

    public async Task DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        await _issuer.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private Dictionary<string, string> Configuration(string connectionString) => new()
    {
        // The product answers 503 after ten seconds of waiting for a lock; here three lanes share two cores, and the
        // first request of a path may take that long by itself.
        [$"ConnectionStrings:{database}"] = $"{connectionString};Command Timeout=60",
        ["ConnectionStrings:messaging"] = Broker,
        ["Identity:Issuer"] = TokenIssuer.Issuer,
        ["Identity:Keys"] = _issuer.Address,
        ["Demo:Enabled"] = "true",
        ["Demo:Password"] = "Demo-Password-1",
        ["RIDERPLATFORM_DATA"] = Folder,
        ["Logging:LogLevel:Default"] = "Warning",
    };

    /// <summary>The service's own migrate step, as its own process, as a city runs it.</summary>
    private async Task MigrateAsync(string connectionString)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(TProgram).Assembly.Location);
        start.ArgumentList.Add("migrate");
        foreach (var (key, value) in Configuration(connectionString).Concat(Settings))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var process = Process.Start(start)!;
        var output =
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"migrate ended with {process.ExitCode}:\n{string.Concat(output)}");
        }
    }
}

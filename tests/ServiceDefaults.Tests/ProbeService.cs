using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.ServiceDefaults.Tests;

/// <summary>A row that the probe's endpoints and consumers write; <c>Times</c> counts effects.</summary>
public sealed class Note
{
    public required Guid Id { get; init; }

    public required string Text { get; set; }

    public required string RegionCode { get; init; }

    public Guid? OrganisationId { get; init; }

    public int Times { get; set; } = 1;
}

public sealed class ProbeDb(DbContextOptions<ProbeDb> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessagingTables();
        modelBuilder.AddIdempotencyTable();
        modelBuilder.Entity<Note>().ToTable("note").Property(n => n.Id).ValueGeneratedNever();
    }
}

/// <summary>A smallest service on the defaults, over real PostgreSQL and RabbitMQ, several at once if asked.</summary>
public abstract class ProbeFixture : IAsyncLifetime
{
    private readonly List<WebApplication> _apps = [];

    public string Database { get; private set; } = "";

    public string Broker { get; private set; } = "";

    public TokenIssuer Tokens { get; private set; } = null!;

    public IServiceProvider Services => _apps[0].Services;

    public async Task InitializeAsync()
    {
        var servers = await TestServers.StartedAsync();
        Tokens = await TokenIssuer.StartAsync();
        Broker = await servers.NewVirtualHostAsync();
        var template = await servers.TemplateAsync("probe", name => CreateAsync(servers.ConnectionString(name)));
        Database = await servers.CloneAsync(template);
        await StartAsync();
    }

    /// <param name="broker">Another broker than the class's own, such as one that is not there.</param>
    public async Task<WebApplication> StartAsync(string? broker = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:probe"] = Database,
            ["ConnectionStrings:messaging"] = broker ?? Broker,
            ["Identity:Issuer"] = TokenIssuer.Issuer,
            ["Identity:Keys"] = Tokens.Address,
            ["Logging:LogLevel:Default"] = "Warning",
        });
        builder.AddServiceDefaults();
        builder.AddDatabase<ProbeDb>("probe");
        Configure(builder);
        var app = builder.Build();
        app.UseServiceDefaults();
        Map(app);
        await app.StartAsync();
        _apps.Add(app);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await Eventually.IsAsync(
            () => client.GetStringAsync("/health"),
            h => broker is not null || !h.Contains("Degraded", StringComparison.Ordinal));
        return app;
    }

    public HttpClient Client(Guid? subject = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(_apps[0].Urls.Single()) };
        if (subject is { } id)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", Tokens.Issue(id, null));
        }

        return client;
    }

    public async Task<T> WithAsync<T>(Func<ProbeDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ProbeDb>());
    }

    public Task<int> ExecuteAsync(string sql) => WithAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    /// <summary>Stops every replica; the database and the queues stay.</summary>
    public async Task StopAsync()
    {
        foreach (var app in _apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        _apps.Clear();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await Tokens.DisposeAsync();
    }

    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    protected virtual void Map(WebApplication app)
    {
    }

    private static async Task CreateAsync(string connectionString)
    {
        await using var db = new ProbeDb(new DbContextOptionsBuilder<ProbeDb>().UseNpgsql(connectionString).Options);
        // Without migrations this makes the empty database; the model's own script fills it.
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlRawAsync(db.Database.GenerateCreateScript());
    }
}

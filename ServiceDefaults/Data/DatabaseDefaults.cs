using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace RiderPlatform.ServiceDefaults.Data;

/// <summary>
/// One database per service: a pooled data source for plain SQL and a DbContext over the same source.
/// </summary>
public static class DatabaseDefaults
{
    /// <summary>More than requests and consumers hold at once; what is beyond is made anew.</summary>
    private const int MostContexts = 64;
    private static readonly PreparedQueries.Interceptor Prepare = new();

    /// <param name="name">The connection string's name, which is the database's.</param>
    public static void AddDatabase<TDb>(this WebApplicationBuilder builder, string name) where TDb : DbContext
    {
        var connectionString = ConnectionString(builder.Configuration, name);
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        // A context's services cost a request more to make than a prepared query to ask: contexts go round.
        builder.Services.AddDbContextPool<TDb>((s, o) => o
            .UseNpgsql(s.GetRequiredService<NpgsqlDataSource>()).AddInterceptors(Prepare), MostContexts);
        builder.Services.AddScoped<DbContext>(s => s.GetRequiredService<TDb>());
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "database", s =>
                new DatabaseHealth(s.GetRequiredService<NpgsqlDataSource>()), HealthStatus.Unhealthy, ["ready"]));
    }

    /// <summary>
    /// The configured connection string with the settings that were measured to decide, unless it sets its own. Hot
    /// statements are prepared where they are used; automatic preparation stays off: with Npgsql 10.0.0 a statement
    /// that was refused made a later, good use of it fail with a protocol error (npgsql issue 6391; seen in the race
    /// tests).
    /// </summary>
    internal static string ConnectionString(IConfiguration configuration, string name)
    {
        var given = configuration.GetConnectionString(name) ?? "";
        var settings = new NpgsqlConnectionStringBuilder(given);
        Default(settings, "Maximum Pool Size", 40);
        // No code leaves anything in a session (locks and settings end with their transaction), so that cleaning up
        // behind each use would be for nothing: a handful of statements parsed anew for every request.
        Default(settings, "No Reset On Close", true);
        // The password is the only way in here: asking for Kerberos first costs a round trip and its libraries.
        Default(settings, "GSS Encryption Mode", GssEncryptionMode.Disable);
        Default(settings, "Timeout", 10);
        Default(settings, "Command Timeout", 10);
        Default(settings, "Application Name", name);
        return settings.ConnectionString;
    }

    private static void Default(NpgsqlConnectionStringBuilder settings, string key, object value)
    {
        if (!settings.ShouldSerialize(key))
        {
            settings[key] = value;
        }
    }

    private sealed class DatabaseHealth(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = source.CreateCommand("select 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException e)
            {
                return HealthCheckResult.Unhealthy(e.Message);
            }
        }
    }
}

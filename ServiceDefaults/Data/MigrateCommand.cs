using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.ServiceDefaults.Data;

/// <summary>
/// The service's own executable with the argument <c>migrate</c>: creates the database if it is absent, brings the
/// schema up to date, seeds, and declares the service's queues and bindings, then ends. Run once before any replica
/// starts; two at the same time are serialised, the schema by EF Core's migration lock and the seeds by one of ours.
/// </summary>
internal static class MigrateCommand
{
    public static async Task RunAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var logger = scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("RiderPlatform.Migrate");
        if (scope.ServiceProvider.GetService<DbContext>() is { } db)
        {
            await db.Database.MigrateAsync(ct);
            if (db.Model.FindEntityType(typeof(OutboxRow)) is not null)
            {
                await db.Database.ExecuteSqlRawAsync(OutboxSql.Sweep, ct);
            }

            logger.LogInformation("Database {Database} is up to date", db.Database.GetDbConnection().Database);
        }

        await using var connection = scope.ServiceProvider.GetService<NpgsqlDataSource>() is { } source
            ? await source.OpenConnectionAsync(ct) : null;
        await using var alone = connection is null ? null : await AloneAsync(connection, ct);
        foreach (var seed in scope.ServiceProvider.GetServices<ISeed>())
        {
            await seed.SeedAsync(ct);
            logger.LogInformation("{Seed} done", seed.GetType().Name);
        }

        if (app.Configuration.GetConnectionString(MessagingDefaults.BrokerName) is { Length: > 0 })
        {
            await Topology.DeployAsync(app.Services, ct);
            logger.LogInformation("Queues and bindings are declared");
        }
    }

    /// <summary>Waits for another migrate step of this service; the lock goes with the transaction.</summary>
    private static async Task<NpgsqlTransaction> AloneAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(
            "select pg_advisory_xact_lock(hashtext('riderplatform.seed'))", connection, transaction);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync(ct);
        return transaction;
    }
}

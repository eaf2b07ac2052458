using Npgsql;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Ledger;

/// <summary>
/// Makes the ledger's partitions of the coming months ahead of time: once when the migrate step seeds, and once a day
/// in every replica (the first makes them, the others find them).
/// </summary>
public sealed class KeepPartitions(NpgsqlDataSource source, TimeProvider time, ILogger<KeepPartitions> logger)
    : BackgroundService, ISeed
{
    public async Task SeedAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select ensure_partitions($1)");
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteScalarAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), time);
        do
        {
            try
            {
                await SeedAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                logger.LogError("Partitions were not made; three months are left at most: {Reason}", e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

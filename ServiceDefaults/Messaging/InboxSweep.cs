using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// Forgets message ids after thirty days. The inbox only saves work: the guard against a later replay is each
/// consumer's natural key, which is kept for ever.
/// </summary>
internal sealed class InboxSweep(RelayDatabase database, TimeProvider time, ILogger<InboxSweep> logger)
    : BackgroundService
{
    private const string Sql = "delete from inbox where received_at < clock_timestamp() - interval '30 days'";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var command = database.Source.CreateCommand(Sql);
                await command.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning("Inbox was not swept: {Reason}", e.Message);
            }
        }
    }
}

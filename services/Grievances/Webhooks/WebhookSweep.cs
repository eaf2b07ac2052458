using Npgsql;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>Forgets deliveries after their time (<c>Webhooks:RetentionDays</c>, 30), and watches what waits.</summary>
public sealed class WebhookSweep(
    NpgsqlDataSource source, WebhookQueue queue, WebhookMetrics metrics, IConfiguration configuration,
    TimeProvider time, ILogger<WebhookSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        var swept = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                metrics.Seen = await queue.LagAsync(stoppingToken);
                if (time.GetElapsedTime(swept) >= Interval)
                {
                    swept = time.GetTimestamp();
                    await SweepAsync(stoppingToken);
                }
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning("Webhooks were not swept: {Reason}", e.Message);
            }
        }
    }

    /// <summary>How many deliveries were forgotten.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(configuration.GetValue("Webhooks:RetentionDays", 30));
        var removed = 0;
        foreach (var sql in WebhookSql.Sweep)
        {
            int bite;
            do
            {
                await using var command = source.CreateCommand(sql);
                command.Parameters.Add(new NpgsqlParameter { Value = before });
                removed += bite = await command.ExecuteNonQueryAsync(ct);
            }
            while (bite == 5000);
        }

        return removed;
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// Forgets message ids after thirty days and remembered answers after seven. The inbox only saves work: the guard
/// against a later replay is each consumer's natural key, which is kept for ever. In bites: one statement over a month
/// of rows would outlast its time limit and never get anywhere.
/// </summary>
internal sealed class InboxSweep(RelayDatabase database, TimeProvider time, ILogger<InboxSweep> logger)
    : BackgroundService
{
    private const int Bite = 5000;

    private static readonly string[] Sql =
    [
        $"""
        delete from inbox where ctid = any(array(
            select ctid from inbox where received_at < clock_timestamp() - interval '30 days' limit {Bite}))
        """,
        $"""
        delete from idempotency where ctid = any(array(
            select ctid from idempotency where created_at < clock_timestamp() - interval '7 days' limit {Bite}))
        """,
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var sql in Sql)
                {
                    await SweepAsync(sql, stoppingToken);
                }
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning("Inbox was not swept: {Reason}", e.Message);
            }
        }
    }

    private async Task SweepAsync(string sql, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(sql);
        while (await command.ExecuteNonQueryAsync(ct) == Bite)
        {
            ct.ThrowIfCancellationRequested();
        }
    }
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// What operations watch: rows waiting, age of the oldest in seconds, rows and messages parked, facts published.
/// Alarm on the age, not on the count.
/// </summary>
internal sealed class OutboxMetrics : BackgroundService
{
    public const string MeterName = "RiderPlatform.Messaging";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly RelayDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<OutboxMetrics> _logger;
    private readonly Counter<long> _published;
    private (long Waiting, double AgeSeconds, long ParkedRows, long ParkedMessages) _seen;

    public OutboxMetrics(RelayDatabase database, IMeterFactory meters, TimeProvider time, ILogger<OutboxMetrics> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        var meter = meters.Create(MeterName);
        _published =
            meter.CreateCounter<long>("riderplatform.outbox.published", "{fact}", "Facts confirmed by the broker.");
        meter.CreateObservableGauge("riderplatform.outbox.waiting", () =>
            _seen.Waiting, "{fact}", "Facts not yet published.");
        meter.CreateObservableGauge("riderplatform.outbox.age", () =>
            _seen.AgeSeconds, "s", "Age of the oldest waiting fact.");
        meter.CreateObservableGauge("riderplatform.outbox.parked", () =>
            _seen.ParkedRows, "{fact}", "Facts that cannot be sent.");
        meter.CreateObservableGauge("riderplatform.inbox.parked", () =>
            _seen.ParkedMessages, "{message}", "Messages that a consumer refused.");
    }

    public void Published(int count) => _published.Add(count);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var command = _database.Source.CreateCommand(OutboxSql.Lag);
                await using var reader = await command.ExecuteReaderAsync(stoppingToken);
                await reader.ReadAsync(stoppingToken);
                _seen = (reader.GetInt64(0), reader.GetDouble(1), reader.GetInt64(2), reader.GetInt64(3));
            }
            catch (NpgsqlException e)
            {
                _logger.LogDebug("Outbox lag is unknown: {Reason}", e.Message);
            }
        }
    }
}

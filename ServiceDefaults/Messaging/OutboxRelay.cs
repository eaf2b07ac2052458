using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// Moves outbox rows to the broker: takes a batch, publishes it, awaits every confirm, commits. Every replica runs one;
/// <c>SKIP LOCKED</c> keeps them apart. A crash anywhere sends again under the same message id.
/// </summary>
internal sealed class OutboxRelay(
    RelayDatabase database, OutboxPublisher publisher, OutboxBell bell, OutboxMetrics metrics, TimeProvider time,
    IConfiguration configuration, ILogger<OutboxRelay> logger) : BackgroundService
{
    /// <summary>
    /// Polling is close while facts flow. When nothing came for two seconds the bell wakes the relay, and polling only
    /// finds what nobody rang for: rows put off, or left by another process.
    /// </summary>
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private readonly int _batch = configuration.GetValue("Outbox:Batch", 500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        var lastFound = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var taken = await RelayOnceAsync(stoppingToken);
                failures = 0;
                lastFound = taken > 0 ? time.GetTimestamp() : lastFound;
                if (time.GetElapsedTime(lastFound) >= Calm)
                {
                    await bell.WaitAsync(Idle, stoppingToken);
                }
                else if (taken < _batch)
                {
                    await Task.Delay(Busy, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failures++;
                var wait = TimeSpan.FromMilliseconds(Math.Min(5000, 100 * Math.Pow(2, Math.Min(failures, 10))));
                logger.LogWarning(
                    "Outbox waits {Wait} after failure {Failures}: {Reason}", wait, failures,
                    e.GetBaseException().Message);
                await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>
    /// One batch; returns how many rows were taken. Throws when the broker or the database is away: nothing moved then.
    /// </summary>
    private async Task<int> RelayOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var rows = await TakeAsync(connection, ct);
        if (rows.Count == 0)
        {
            return 0;
        }

        var unsent = await publisher.PublishAsync(rows, ct);
        foreach (var (row, error) in unsent)
        {
            await SetAsideAsync(connection, row, error, ct);
        }

        await transaction.CommitAsync(CancellationToken.None);
        metrics.Published(rows.Count - unsent.Count);
        return rows.Count;
    }

    private async Task<List<OutboxRow>> TakeAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var take =
            new NpgsqlCommand(OutboxSql.Take, connection) { Parameters = { new() { Value = _batch } } };
        await take.PrepareAsync(ct);
        await using var reader = await take.ExecuteReaderAsync(ct);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new OutboxRow
            {
                Seq = reader.GetInt64(0),
                Id = reader.GetGuid(1),
                Type = reader.GetString(2),
                Key = reader.GetString(3),
                Version = reader.GetInt64(4),
                Payload = reader.GetString(5),
                Headers = reader.IsDBNull(6) ? null : reader.GetString(6),
                CreatedAt = reader.GetFieldValue<DateTimeOffset>(7),
                Attempts = reader.GetInt32(8),
            });
        }

        rows.Sort((a, b) => a.Seq.CompareTo(b.Seq));
        return rows;
    }

    private async Task SetAsideAsync(NpgsqlConnection connection, OutboxRow row, Exception error, CancellationToken ct)
    {
        var forGood = error is UnsendableException;
        await using var command = new NpgsqlCommand(forGood ? OutboxSql.Park : OutboxSql.PutBack, connection)
        {
            Parameters =
            {
                new() { Value = row.Id }, new() { Value = row.Type }, new() { Value = row.Key },
                    new() { Value = row.Version },
                new() { Value = row.Payload }, new() { Value = (object?)row.Headers ?? DBNull.Value },
                    new() { Value = row.CreatedAt },
            },
        };
        if (forGood)
        {
            logger.LogError("Outbox row {Id} ({Type}) is parked: {Reason}", row.Id, row.Type, error.Message);
            command.Parameters.Add(new() { Value = error.Message });
        }
        else
        {
            var wait = TimeSpan.FromMilliseconds(Math.Min(30_000, 200 * Math.Pow(2, Math.Min(row.Attempts, 10))));
            logger.LogWarning("Outbox row {Id} ({Type}) waits {Wait}: {Reason}", row.Id, row.Type, wait, error.Message);
            command.Parameters.Add(new() { Value = row.Attempts + 1 });
            command.Parameters.Add(new() { Value = wait });
        }

        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>No retry can send this row.</summary>
internal sealed class UnsendableException(string message, Exception? inner = null) : Exception(message, inner);

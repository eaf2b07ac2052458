using Npgsql;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// The deliveries that are due, shared by all replicas: a claim is a lease, and what a killed replica had claimed is
/// due again when it ends. No transaction and no connection is held while a receiver is called.
/// </summary>
public sealed class WebhookQueue(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>At once to one endpoint over all replicas; to one that fails, one: it is asked, not flooded.</summary>
    public const int PerEndpoint = 4;

    /// <summary>Longer than any attempt takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <param name="room">How many more this replica takes.</param>
    /// <param name="failingRoom">Of these to endpoints that fail.</param>
    public async Task<IReadOnlyList<DueDelivery>> ClaimAsync(int room, int failingRoom, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var endpoints = await EndpointsAsync(connection, now, failingRoom, ct);
        if (endpoints.Count == 0)
        {
            return [];
        }

        await using var command = new NpgsqlCommand(WebhookSql.Claim, connection);
        Add(command, endpoints.Select(e => e.Id).ToArray(), endpoints.Select(e => e.Failing ? 1 : PerEndpoint)
            .ToArray(),
            now, RetrySchedule.HoldsBack, room, Guid.CreateVersion7(), Lease);
        var claimed = new List<DueDelivery>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                claimed.Add(Read(reader));
            }
        }

        await transaction.CommitAsync(ct);
        return claimed;
    }

    public Task DeliveredAsync(DueDelivery due, Attempt attempt, CancellationToken ct) => RunAsync(
        WebhookSql.Delivered, ct, due.Id, due.Lease, time.GetUtcNow(), (short?)attempt.Status, attempt.Body);

    /// <summary>Why the endpoint is disabled from now on, or null.</summary>
    public async Task<string?> FailedAsync(DueDelivery due, Attempt attempt, double jitter, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var hold = RetrySchedule.Hold(attempt.Status, attempt.RetryAfter);
        var next = attempt.Gone ? null : RetrySchedule.Next(due.Attempts, now, hold, jitter);
        return await RunAsync(
            WebhookSql.Failed, ct, due.Id, due.Lease, now, next, (short?)attempt.Status, attempt.Body, attempt.Error,
            now + hold, attempt.Gone, RetrySchedule.DisabledAfter) as string;
    }

    public async Task<(long Waiting, double AgeSeconds)> LagAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(WebhookSql.Lag);
        Add(command, time.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), Math.Max(0, reader.GetDouble(1)));
    }

    private static async Task<List<(Guid Id, bool Failing)>> EndpointsAsync(
        NpgsqlConnection connection, DateTimeOffset now, int failingRoom, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(WebhookSql.Endpoints, connection);
        Add(command, now);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (endpoints, failing) = (new List<(Guid, bool)>(), 0);
        while (await reader.ReadAsync(ct))
        {
            if (!reader.GetBoolean(1) || ++failing <= failingRoom)
            {
                endpoints.Add((reader.GetGuid(0), reader.GetBoolean(1)));
            }
        }

        return endpoints;
    }

    private static DueDelivery Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetGuid(3), r.GetString(4), r.GetFieldValue<byte[]>(5),
        r.IsDBNull(6) ? null : r.GetFieldValue<byte[]>(6),
        r.IsDBNull(7) ? null : r.GetFieldValue<DateTimeOffset>(7), r.GetBoolean(8), r.GetString(9),
        r.GetFieldValue<DateTimeOffset>(10),
        r.IsDBNull(11) ? null : new DueDelivery.OfCase(
            r.GetGuid(11), r.GetString(12), r.GetInt32(13), r.IsDBNull(14) ? null : r.GetString(14)),
        r.GetInt32(15))
    {
        Duty = r.IsDBNull(16) ? null
            : new DueDelivery.OfDuty(r.GetGuid(16), r.GetInt32(17), r.GetFieldValue<DateTimeOffset>(18)),
    };

    private async Task<object?> RunAsync(string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = source.CreateCommand(sql);
        Add(command, values);
        return await command.ExecuteScalarAsync(ct);
    }

    private static void Add(NpgsqlCommand command, params object?[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
    }
}

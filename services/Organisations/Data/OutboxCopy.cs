using Npgsql;
using NpgsqlTypes;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Data;

/// <summary>
/// Many facts at once: a binary COPY into the outbox, in the transaction that is open on the connection.
/// </summary>
internal static class OutboxCopy
{
    public static async Task WriteAsync(NpgsqlConnection connection, IEnumerable<OutboxRow> rows, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy outbox (id, type, key, version, payload) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(row.Type, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.Key, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.Version, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(row.Payload, NpgsqlDbType.Text, ct);
        }

        await copy.CompleteAsync(ct);
    }
}

using Npgsql;

namespace RiderPlatform.Points.Audit;

/// <summary>One look of the auditor, within its transaction.</summary>
public sealed class Look(NpgsqlConnection connection, DateTimeOffset now)
{
    /// <summary>So many of a kind freeze as well as all, and do not fill the table.</summary>
    private const int Most = 20;

    /// <summary>Of 1,024 transfers each.</summary>
    private const int ClosedParts = 2;

    public sealed record Found(string Kind, string Subject, string Detail);

    /// <summary>Notes what is wrong and was not known, and how far it looked.</summary>
    public async Task<List<Found>> FindAsync(long position, long until, int slice, CancellationToken ct)
    {
        var cursor = await ScalarAsync<long>("select cursor from audit_state", ct);
        var folded = await ScalarAsync<long>("select audit_fold($1, $2)", ct, position, until);
        var last = await ScalarAsync<long>(
            "select coalesce(max(id), $1) from (select id from account where id > $1 order by id limit $2) s", ct,
            cursor, slice);
        var highest = await ScalarAsync<long>(
            "select greatest((select max(id) from account), (select max(account_id) from audit_account), 0)", ct);
        var ended = last >= await ScalarAsync<long>("select coalesce(max(id), 0) from account", ct);
        // The last slice takes in totals of accounts that are gone.
        var upTo = ended ? Math.Max(last, highest) : last;
        var found = new List<Found>();
        foreach (var (kind, sql) in AuditSql.OfTransfers)
        {
            found.AddRange(await NoteAsync(kind, sql, ct, position, until));
        }

        foreach (var (kind, sql) in AuditSql.OfAccounts)
        {
            found.AddRange(await NoteAsync(kind, sql, ct, cursor, upTo, until));
        }

        found.AddRange(await NoteAsync("Unbacked", AuditSql.Unbacked, ct));
        found.AddRange(await NoteAsync("Unsealed", AuditSql.Unsealed, ct, ClosedParts));
        await ScalarAsync<object>("""
            update audit_state set position = $1, cursor = $2, transfers = transfers + $3, checked_at = $4,
                round_at = case when $2 = 0 then $4 else round_at end
            """, ct, until, ended ? 0L : last, folded, now);
        return found;
    }

    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(ct) is T value ? value : default;
    }

    private async Task<List<Found>> NoteAsync(string kind, string sql, CancellationToken ct, params object[] values)
    {
        var rows = new List<Found>();
        await using (var command = Command($"{sql} limit {Most}", values))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                rows.Add(new Found(kind, reader.GetString(0), reader.GetString(1)));
            }
        }

        var news = new List<Found>();
        foreach (var row in rows)
        {
            if (await ScalarAsync<Guid>("""
                insert into ledger_violation (id, kind, subject, detail, found_at) values ($1, $2, $3, $4, $5)
                on conflict (kind, subject, detail) do nothing returning id
                """, ct, Guid.CreateVersion7(now), row.Kind, row.Subject, row.Detail, now) != Guid.Empty)
            {
                news.Add(row);
            }
        }

        return news;
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}

using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Figures;
using RiderPlatform.Points.Timers;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Closes;

/// <summary>
/// Seals each day soon after its end, in one replica and one snapshot; posting never waits for it. A transfer belongs
/// to the first close that is of its day or later and saw its transaction finished: so each is in exactly one, also
/// when its replica's clock was wrong, or the cluster was restored and its transactions count anew.
/// </summary>
public sealed class CloseDays(
    IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider time, ILogger<CloseDays> logger)
    : Sweep("Closes", TimeSpan.FromSeconds(configuration.GetValue("Closes:Seconds", 60.0)), time, logger)
{
    /// <summary>What was begun before midnight is over by then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>What is still not over is left to the next close.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private const string Late = """
        select count(*) from transfer where at >= $1 and at < $2 and tx >= $3
        """;

    private const string Members = """
        select t.id, transfer_leaf(t) from transfer t where t.at >= $1 and t.at < $2 and t.tx < $4
        union all
        select t.id, transfer_leaf(t) from transfer t where t.at < $1 and t.tx >= $3 and t.tx < $4
            and not exists (select from close_chunk c
                where c.first_id <= t.id and c.last_id >= t.id and t.id = any(c.ids))
        order by 1
        """;

    protected override async Task LookAsync(CancellationToken ct)
    {
        while (await CloseNextAsync(Time.GetUtcNow(), ct))
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>True when this replica closed a day; there may be more to close.</summary>
    public async Task<bool> CloseNextAsync(DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            return await TryCloseAsync(now, ct);
        }
        catch (Exception e) when (TransientFaults.ViolatedUnique(e) is not null)
        {
            // Another replica's commit came between our snapshot and our lock: the day is closed.
            return false;
        }
    }

    private async Task<bool> TryCloseAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PointsDb>();
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var due = DayFigures.DayOf(now - Grace).AddDays(-1);
        if (!await OneAsync<bool>(db, "select pg_try_advisory_xact_lock(hashtext('close_days'))", ct))
        {
            return false;
        }

        var last = await db.Closes.AsNoTracking().OrderByDescending(c => c.Day).FirstOrDefaultAsync(ct);
        if (last?.Day >= due)
        {
            return false;
        }

        var day = last?.Day.AddDays(1) ?? due;
        var (from, to) = (last is null ? DateTimeOffset.MinValue : DayFigures.StartOf(day),
            DayFigures.StartOf(day.AddDays(1)));
        var until = await OneAsync<long>(db, "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint", ct);
        if (now - to < Patience && await OneAsync<long>(db, Late, ct, from, to, until) > 0)
        {
            return false;
        }

        var since = last is null ? long.MaxValue : last.UntilTx > until ? 0 : last.UntilTx;
        var (transfers, root) = await SealAsync(db, day, [from, to, since, until], ct);
        var previous = last?.Chain ?? new byte[32];
        db.Add(new DayClose
        {
            Day = day, Transfers = transfers, Root = root, Previous = previous,
            Chain = DayClose.ChainOf(previous, day, transfers, root), UntilTx = until, ClosedAt = now,
        });
        await db.SaveChangesAsync(ct);
        await snapshot.CommitAsync(ct);
        logger.LogInformation("Closed {Day}: {Transfers} transfers, root {Root}", day, transfers,
            Convert.ToHexStringLower(root));
        return true;
    }

    /// <summary>Reads the day's leaves once and keeps them in parts; needs memory for a few parts only.</summary>
    private static async Task<(long Transfers, byte[] Root)> SealAsync(
        PointsDb db, DateOnly day, object[] window, CancellationToken ct)
    {
        await using (var declare = Command(db, $"declare leaves no scroll cursor for {Members}", window))
        {
            await declare.ExecuteNonQueryAsync(ct);
        }

        var (roots, transfers) = (new List<byte[]>(), 0L);
        while (await NextAsync(db, day, roots.Count, ct) is { } chunk)
        {
            db.Add(chunk);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            roots.Add(chunk.Root);
            transfers += chunk.Ids.Length;
        }

        return (transfers, MerkleTree.Root([.. roots]));
    }

    private static async Task<CloseChunk?> NextAsync(PointsDb db, DateOnly day, int number, CancellationToken ct)
    {
        var (ids, leaves) = (new List<Guid>(CloseChunk.Size), new List<byte[]>(CloseChunk.Size));
        await using var fetch = Command(db, $"fetch {CloseChunk.Size} from leaves");
        await using var reader = await fetch.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetGuid(0));
            leaves.Add(reader.GetFieldValue<byte[]>(1));
        }

        return ids.Count == 0 ? null : new CloseChunk
        {
            Day = day, Number = number, FirstId = ids[0], LastId = ids[^1], Ids = [.. ids], Leaves = [.. leaves],
            Root = MerkleTree.Root([.. leaves]),
        };
    }

    private static async Task<T?> OneAsync<T>(PointsDb db, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(db, sql, values);
        return await command.ExecuteScalarAsync(ct) is T value ? value : default;
    }

    private static NpgsqlCommand Command(PointsDb db, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction())
        {
            CommandTimeout = 600,
        };
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}

using System.Collections.Concurrent;
using Npgsql;
using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Boards;

/// <summary>
/// Reads boards and keeps the last ones: as the answer to a question never changes, one that is kept is never stale.
/// A crowd that asks at once waits for one reading; two are read at a time, whoever asks for how many.
/// </summary>
public sealed class BoardReader(NpgsqlDataSource source) : IDisposable
{
    /// <summary>A rider's row is some 120 bytes with its place in the index.</summary>
    private const int KeptRows = 500_000;

    private const int KeptBoards = 256;

    private const string Sums = """
        select rider_id, sum(points)::bigint, max(at) from earned
        where at >= $1 and at < $2 and at <= $3 and starts_with(region_code, $4) group by rider_id
        """;

    private const string HiddenRiders = """
        select rider_id from (
            select distinct on (rider_id) rider_id, shown from board_showing where at <= $1
            order by rider_id, at desc) s
        where not shown
        """;

    private readonly ConcurrentDictionary<(string, BoardPeriod), Lazy<Task<Board>>> _kept = [];
    private readonly SemaphoreSlim _reading = new(2);

    /// <param name="region">Prefix of where things were done; empty for everywhere.</param>
    /// <param name="period">Its instant must be settled.</param>
    public async Task<Board> GetAsync(string region, BoardPeriod period, CancellationToken ct)
    {
        var key = (region, period);
        if (!_kept.ContainsKey(key) && (_kept.Count >= KeptBoards || KeptNow() >= KeptRows))
        {
            _kept.Clear();
        }

        // Without the asker's token: it is for everybody who waits.
        var board = _kept.GetOrAdd(key, _ => new Lazy<Task<Board>>(() => ReadAsync(region, period)));
        try
        {
            return await board.Value.WaitAsync(ct);
        }
        catch (Exception) when (board.Value.IsFaulted && _kept.TryRemove(new(key, board)))
        {
            throw;
        }
    }

    /// <summary>From the ledger, whatever is kept.</summary>
    internal async Task<Board> ReadAsync(string region, BoardPeriod period)
    {
        await _reading.WaitAsync();
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            var hidden = new HashSet<Guid>();
            await using (var asked = Command(connection, HiddenRiders, period.AsOf))
            await using (var reader = await asked.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync())
                {
                    hidden.Add(reader.GetGuid(0));
                }
            }

            var sums = new List<EarnedSum>();
            await using var command = Command(connection, Sums, period.Start, period.End, period.AsOf, region);
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                sums.Add(new EarnedSum(rows.GetGuid(0), rows.GetInt64(1), rows.GetFieldValue<DateTimeOffset>(2)));
            }

            return Board.Of(sums, hidden);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private int KeptNow() => _kept.Values.Where(b => b.IsValueCreated && b.Value.IsCompletedSuccessfully)
        .Sum(b => b.Value.Result.Ranked.Count + b.Value.Result.Hidden.Count);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values.Select(v => new NpgsqlParameter { Value = v }).ToArray());
        return command;
    }
}

using Npgsql;

namespace RiderPlatform.Points.Boards;

/// <summary>
/// Up to which instant the ledger says its last word. What is posted carries the moment at which its transaction was
/// under way, and is seen when that commits: so nothing more can appear before the oldest transaction that still runs,
/// less what the clocks of service and database may differ (<c>Boards:SettleSeconds</c>, 5).
/// </summary>
/// <remarks>
/// Every transaction of the service counts, also one that only reads: it may write yet. One that hangs keeps the boards
/// at the instant before it, which they show.
/// </remarks>
public sealed class SettledLedger(NpgsqlDataSource source, IConfiguration configuration)
{
    private const string Sql = """
        select least(now(), min(xact_start)) - make_interval(secs => $1) from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
        """;

    private readonly double _settle = configuration.GetValue("Boards:SettleSeconds", 5.0);

    /// <summary>Boards as of now are of every twenty seconds, so that everybody who looks shares one reading.</summary>
    private readonly long _step = (long)(configuration.GetValue("Boards:StepSeconds", 20.0) * TimeSpan.TicksPerSecond);

    /// <param name="whole">The last whole step instead.</param>
    public async Task<DateTimeOffset> UntilAsync(bool whole, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = _settle });
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var settled = reader.GetFieldValue<DateTimeOffset>(0);
        return whole && _step > 0 ? settled.AddTicks(-(settled.UtcTicks % _step)) : settled;
    }
}

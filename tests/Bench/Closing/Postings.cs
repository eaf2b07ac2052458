using Npgsql;
using RiderPlatform.Harness;

namespace RiderPlatform.Bench.Closing;

/// <summary>
/// When each closed case was committed and when its award was: both by PostgreSQL's own commit time, and both databases
/// are of one cluster, so that it is one clock.
/// </summary>
internal sealed class Postings(NpgsqlDataSource grievances, NpgsqlDataSource points)
{
    private const string Awards = "select count(*) from transfer where kind = 'Award' and reference = any($1)";

    private const string Closed = "select id, pg_xact_commit_timestamp(xmin) from cases where id = any($1)";

    private const string Posted = """
        select reference, pg_xact_commit_timestamp(xmin) from transfer where kind = 'Award' and reference = any($1)
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until each of <paramref name="cases"/> has its one award, then tells the moments.</summary>
    public async Task<IReadOnlyList<Posting>> OfAsync(IReadOnlyList<Guid> cases)
    {
        var ids = cases.ToArray();
        await Eventually.IsAsync(() => points.ScalarAsync<long>(Awards, ids), awards => awards == ids.Length, Patience);
        var closed = await MomentsAsync(grievances, Closed, ids);
        var posted = await MomentsAsync(points, Posted, ids);
        return [.. ids.Select(id => new Posting(closed[id], posted[id]))];
    }

    private static async Task<Dictionary<Guid, DateTimeOffset>> MomentsAsync(
        NpgsqlDataSource source, string sql, Guid[] ids)
    {
        var moments = await source.ListAsync(r => (Id: r.GetGuid(0), At: r.GetFieldValue<DateTimeOffset>(1)), sql, ids);
        return moments.ToDictionary(m => m.Id, m => m.At);
    }
}

internal sealed record Posting(DateTimeOffset Closed, DateTimeOffset Posted)
{
    public double Milliseconds => (Posted - Closed).TotalMilliseconds;
}

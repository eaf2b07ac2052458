using Npgsql;
using RiderPlatform.Harness;

namespace RiderPlatform.Bench.Closing;

/// <summary>
/// When each closed case was committed and when its award was: both by PostgreSQL's own commit time, and both databases
/// are of one cluster, so that it is one clock.
/// </summary>
internal sealed class Postings(NpgsqlDataSource grievances, NpgsqlDataSource points)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until every case of <paramref name="cases"/> has its award, and no more; then tells the moments.</summary>
    public async Task<IReadOnlyList<Posting>> OfAsync(IReadOnlyList<Guid> cases)
    {
        var ids = cases.ToArray();
        await Eventually.IsAsync(
            () => points.ScalarAsync<long>("select count(*) from transfer where kind = 'Award' and reference = any($1)", ids),
            awards => awards == ids.Length, Patience);
        var closed = await MomentsAsync(grievances, "select id, pg_xact_commit_timestamp(xmin) from cases where id = any($1)", ids);
        var posted = await MomentsAsync(points, """
            select reference, pg_xact_commit_timestamp(xmin) from transfer where kind = 'Award' and reference = any($1)
            """, ids);
        return [.. ids.Select(id => new Posting(closed[id], posted[id]))];
    }

    private static async Task<Dictionary<Guid, DateTimeOffset>> MomentsAsync(NpgsqlDataSource source, string sql, Guid[] ids) =>
        (await source.ListAsync(r => (Id: r.GetGuid(0), At: r.GetFieldValue<DateTimeOffset>(1)), sql, ids))
        .ToDictionary(x => x.Id, x => x.At);
}

internal sealed record Posting(DateTimeOffset Closed, DateTimeOffset Posted)
{
    public double Milliseconds => (Posted - Closed).TotalMilliseconds;
}

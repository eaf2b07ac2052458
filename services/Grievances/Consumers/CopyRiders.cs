using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Consumers;

/// <summary>
/// Keeps the copy of riders and their posts: whom to ask to look at a hazard. Older news than the copy's changes
/// nothing.
/// </summary>
public sealed class CopyRiders(GrievancesDb db) : IConsumeFacts<RiderRegistered>
{
    private const string Upsert = """
        insert into directory_riders as t (id, version, region_code, active)
        select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::bool[])
        on conflict (id) do update set version = excluded.version, region_code = excluded.region_code,
            active = excluded.active
        where excluded.version > t.version
        """;

    /// <summary>
    /// After the riders, whose rows are locked then: of two batches the older one finds nothing to do.
    /// </summary>
    private const string Drop = """
        delete from directory_posts p using directory_riders r
        where r.id = any($1) and p.rider_id = r.id and p.version < r.version
        """;

    private const string Hold = """
        insert into directory_posts (rider_id, version, kind, region_code, valid_from, valid_until)
        select n.* from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::date[], $6::date[])
            as n (rider, version, kind, region, since, until)
        join directory_riders r on r.id = n.rider and r.version = n.version
        on conflict do nothing
        """;

    public async Task ConsumeAsync(IReadOnlyList<RiderRegistered> facts, CancellationToken ct)
    {
        var newest = facts.Newest(f => f.RiderId, f => f.Version);
        await db.ExecuteAsync(Upsert, ct, newest.Select(f => f.RiderId).ToArray(),
            newest.Select(f => f.Version).ToArray(), newest.Select(f => f.RegionCode).ToArray(),
            newest.Select(f => f.Active).ToArray());
        await db.ExecuteAsync(Drop, ct, newest.Select(f => f.RiderId).ToArray());
        var posts = newest.SelectMany(f => f.Posts ?? [], (f, p) => (f.RiderId, f.Version, Post: p)).ToList();
        if (posts.Count > 0)
        {
            await db.ExecuteAsync(Hold, ct, posts.Select(p => p.RiderId).ToArray(),
                posts.Select(p => p.Version).ToArray(), posts.Select(p => p.Post.Kind).ToArray(),
                posts.Select(p => p.Post.RegionCode).ToArray(), posts.Select(p => p.Post.From).ToArray(),
                posts.Select(p => p.Post.Until).ToArray());
        }
    }
}

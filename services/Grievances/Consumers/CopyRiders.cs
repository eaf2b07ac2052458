using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Consumers;

/// <summary>
/// Keeps the copy of riders: whom to ask to look at a hazard. Older news than the copy's changes nothing.
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

    public Task ConsumeAsync(IReadOnlyList<RiderRegistered> facts, CancellationToken ct)
    {
        var newest = facts.Newest(f => f.RiderId, f => f.Version);
        return db.ExecuteAsync(Upsert, ct, newest.Select(f => f.RiderId).ToArray(),
            newest.Select(f => f.Version).ToArray(), newest.Select(f => f.RegionCode).ToArray(),
            newest.Select(f => f.Active).ToArray());
    }
}

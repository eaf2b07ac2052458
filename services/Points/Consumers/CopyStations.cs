using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Consumers;

/// <summary>
/// Keeps the copy of stations, which says whose keepers may redeem vouchers where. Old news changes nothing.
/// </summary>
public sealed class CopyStations(PointsDb db) : IConsumeFacts<StationChanged>
{
    private const string Sql = """
        insert into station as s (id, version, organisation_id, name, region_code, active)
        select distinct on (id) id, version, organisation, name, region, active
        from unnest({0}, {1}, {2}, {3}, {4}, {5}) as n(id, version, organisation, name, region, active)
        order by id, version desc
        on conflict (id) do update set version = excluded.version, organisation_id = excluded.organisation_id,
            name = excluded.name, region_code = excluded.region_code, active = excluded.active
        where s.version < excluded.version
        """;

    public Task ConsumeAsync(IReadOnlyList<StationChanged> facts, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(Sql,
        [
            facts.Select(f => f.StationId).ToArray(), facts.Select(f => f.Version).ToArray(),
            facts.Select(f => f.OrganisationId).ToArray(), facts.Select(f => f.Name).ToArray(),
            facts.Select(f => f.RegionCode).ToArray(), facts.Select(f => f.Active).ToArray(),
        ], ct);
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.Stations.Data;

namespace RiderPlatform.Stations.Consumers;

/// <summary>Keeps the copy of organisations: who may run a station. Old news changes nothing.</summary>
internal sealed class CopyOrganisations(StationsDb db) : IConsumeFacts<OrganisationChanged>
{
    public async Task ConsumeAsync(IReadOnlyList<OrganisationChanged> facts, CancellationToken ct)
    {
        // Newest of each, in id order: one statement may not meet a row twice, and two batches must not cross their
        // locks.
        var newest = facts.GroupBy(f => f.OrganisationId).Select(g => g.MaxBy(f => f.Version)!)
            .OrderBy(f => f.OrganisationId).ToList();
        var ids = newest.Select(f => f.OrganisationId).ToArray();
        var versions = newest.Select(f => f.Version).ToArray();
        var kinds = newest.Select(f => f.Kind).ToArray();
        var names = newest.Select(f => f.Name).ToArray();
        var regions = newest.Select(f => f.RegionCode).ToArray();
        var active = newest.Select(f => f.Active).ToArray();
        await db.Database.ExecuteSqlAsync($"""
            insert into organisation (id, version, kind, name, region_code, active)
            select * from unnest({ids}, {versions}, {kinds}, {names}, {regions}, {active})
            on conflict (id) do update set version = excluded.version, kind = excluded.kind, name = excluded.name,
                region_code = excluded.region_code, active = excluded.active
            where organisation.version < excluded.version
            """, ct);
    }
}

using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Consumers;

/// <summary>Keeps the copy of the organisation tree; older news than the copy's changes nothing.</summary>
public sealed class CopyOrganisations(GrievancesDb db) : IConsumeFacts<OrganisationChanged>
{
    private const string Upsert = """
        insert into directory_organisations as t (id, version, parent_id, kind, name, region_code, active)
        select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bool[])
        on conflict (id) do update set version = excluded.version, parent_id = excluded.parent_id, kind = excluded.kind,
            name = excluded.name, region_code = excluded.region_code, active = excluded.active
        where excluded.version > t.version
        """;

    public async Task ConsumeAsync(IReadOnlyList<OrganisationChanged> facts, CancellationToken ct)
    {
        var newest = facts.Newest(f => f.OrganisationId, f => f.Version);
        var changed = await db.ExecuteAsync(Upsert, ct,
            newest.Select(f => f.OrganisationId).ToArray(), newest.Select(f => f.Version)
                .ToArray(), newest.Select(f => f.ParentId).ToArray(),
            newest.Select(f => f.Kind).ToArray(), newest.Select(f => f.Name).ToArray(), newest.Select(f => f.RegionCode)
                .ToArray(),
            newest.Select(f => f.Active).ToArray());
        if (changed > 0)
        {
            await db.GrowRevisionAsync(ct);
        }
    }
}

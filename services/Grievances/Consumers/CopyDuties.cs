using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Consumers;

/// <summary>
/// Keeps the copy of who answers for what; a duty may arrive before its organisation and then waits for it.
/// </summary>
public sealed class CopyDuties(GrievancesDb db) : IConsumeFacts<DutyChanged>
{
    private const string Upsert = """
        insert into directory_duties as t (id, version, organisation_id, category, region_code, priority, active, role,
            valid_from, valid_until, min_level, deadline_class)
        select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::bool[],
            $8::text[], $9::date[], $10::date[], $11::text[], $12::text[])
        on conflict (id) do update set version = excluded.version, organisation_id = excluded.organisation_id,
            category = excluded.category, region_code = excluded.region_code, priority = excluded.priority,
            active = excluded.active, role = excluded.role, valid_from = excluded.valid_from,
            valid_until = excluded.valid_until, min_level = excluded.min_level,
            deadline_class = excluded.deadline_class
        where excluded.version > t.version
        """;

    public async Task ConsumeAsync(IReadOnlyList<DutyChanged> facts, CancellationToken ct)
    {
        var newest = facts.Newest(f => f.DutyId, f => f.Version);
        var changed = await db.ExecuteAsync(Upsert, ct,
            newest.Select(f => f.DutyId).ToArray(), newest.Select(f => f.Version)
                .ToArray(), newest.Select(f => f.OrganisationId).ToArray(),
            newest.Select(f => f.Category).ToArray(), newest.Select(f => f.RegionCode)
                .ToArray(), newest.Select(f => f.Priority).ToArray(),
            newest.Select(f => f.Active).ToArray(), newest.Select(f => f.Role ?? DirectoryDuty.Leads).ToArray(),
            newest.Select(f => f.ValidFrom).ToArray(), newest.Select(f => f.ValidUntil).ToArray(),
            newest.Select(f => f.MinLevel).ToArray(), newest.Select(f => f.DeadlineClass).ToArray());
        if (changed > 0)
        {
            await db.GrowRevisionAsync(ct);
        }
    }
}

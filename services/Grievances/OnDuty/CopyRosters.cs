using System.Text.Json;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.OnDuty;

/// <summary>Keeps the copy of who is on duty; each fact is a whole roster, and older news changes nothing.</summary>
public sealed class CopyRosters(GrievancesDb db) : IConsumeFacts<RosterChanged>
{
    private const string Upsert = """
        insert into directory_rosters as t (organisation_id, version, shifts)
        select r.id, r.version, r.shifts::jsonb
        from unnest($1::uuid[], $2::bigint[], $3::text[]) as r (id, version, shifts)
        on conflict (organisation_id) do update set version = excluded.version, shifts = excluded.shifts
        where excluded.version > t.version
        """;

    public async Task ConsumeAsync(IReadOnlyList<RosterChanged> facts, CancellationToken ct)
    {
        var newest = facts.Newest(f => f.OrganisationId, f => f.Version);
        var changed = await db.ExecuteAsync(Upsert, ct, newest.Select(f => f.OrganisationId).ToArray(),
            newest.Select(f => f.Version).ToArray(),
            newest.Select(f => JsonSerializer.Serialize(f.Shifts, Facts.Json)).ToArray());
        if (changed > 0)
        {
            await db.GrowRevisionAsync(ct);
        }
    }

    internal static UnitRoster Read(DirectoryRoster row, AnswerTimes times) => new(
        JsonSerializer.Deserialize<IReadOnlyList<RosterChanged.Shift>>(row.Shifts, Facts.Json)!.Select(s =>
            new DutyShift(s.StartsAt, s.EndsAt, [.. s.People.Select(p => new DutyPerson(p.AccountId, p.Name))])),
        times);
}

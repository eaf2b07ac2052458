using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Consumers;

/// <summary>Keeps the copy of the units' people; older news than the copy's changes nothing.</summary>
public sealed class CopyAccounts(GrievancesDb db) : IConsumeFacts<AccountChanged>
{
    /// <summary>Arrays in an array do not pass as one parameter: the organisations go as text.</summary>
    private const string Upsert = """
        insert into directory_accounts as t (id, version, name, active, organisations)
        select id, version, name, active, string_to_array(organisations, ',')::uuid[]
        from unnest($1::uuid[], $2::bigint[], $3::text[], $4::bool[], $5::text[])
            as a (id, version, name, active, organisations)
        on conflict (id) do update set version = excluded.version, name = excluded.name, active = excluded.active,
            organisations = excluded.organisations
        where excluded.version > t.version
        """;

    public async Task ConsumeAsync(IReadOnlyList<AccountChanged> facts, CancellationToken ct)
    {
        var newest = facts.Newest(f => f.AccountId, f => f.Version);
        var changed = await db.ExecuteAsync(Upsert, ct,
            newest.Select(f => f.AccountId).ToArray(), newest.Select(f => f.Version).ToArray(),
            newest.Select(f => f.ShownName).ToArray(), newest.Select(f => f.Active).ToArray(),
            newest.Select(f => string.Join(',', f.HandlesFor)).ToArray());
        if (changed > 0)
        {
            await db.GrowRevisionAsync(ct);
        }
    }
}

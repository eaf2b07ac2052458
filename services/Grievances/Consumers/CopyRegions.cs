using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Consumers;

/// <summary>
/// Keeps the copy of the regions: each fact is a parent's complete list and replaces an older one as a whole.
/// </summary>
public sealed class CopyRegions(GrievancesDb db) : IConsumeFacts<RegionsChanged>
{
    private const string Claim = """
        insert into directory_region_lists as t (parent_code, version) values ($1, $2)
        on conflict (parent_code) do update set version = excluded.version where excluded.version > t.version
        """;

    private const string Remove = "delete from directory_regions where parent_code = $1 and not code = any($2::text[])";

    private const string Upsert = """
        insert into directory_regions (code, name, parent_code)
        select r.code, r.name, $1 from unnest($2::text[], $3::text[]) as r (code, name)
        on conflict (code) do update set name = excluded.name, parent_code = excluded.parent_code
        """;

    public async Task ConsumeAsync(IReadOnlyList<RegionsChanged> facts, CancellationToken ct)
    {
        var changed = 0;
        foreach (var list in facts.Newest(f => f.ParentCode, f => f.Version))
        {
            if (await db.ExecuteAsync(Claim, ct, list.ParentCode, list.Version) == 0)
            {
                continue;
            }

            var regions = list.Regions.DistinctBy(r => r.Code).OrderBy(r => r.Code, StringComparer.Ordinal).ToList();
            var codes = regions.Select(r => r.Code).ToArray();
            changed += await db.ExecuteAsync(Remove, ct, list.ParentCode, codes);
            changed += await db.ExecuteAsync(Upsert, ct, list.ParentCode, codes, regions.Select(r => r.Name).ToArray());
        }

        if (changed > 0)
        {
            await db.GrowRevisionAsync(ct);
        }
    }
}

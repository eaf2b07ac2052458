using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.Stations.Data;

namespace RiderPlatform.Stations.Consumers;

/// <summary>
/// Keeps the copy of region codes: where a station may stand. A list replaces the one before it as a whole.
/// </summary>
internal sealed class CopyRegions(StationsDb db) : IConsumeFacts<RegionsChanged>
{
    public async Task ConsumeAsync(IReadOnlyList<RegionsChanged> facts, CancellationToken ct)
    {
        var newest = facts.GroupBy(f => f.ParentCode).Select(g => g.MaxBy(f => f.Version)!);
        foreach (var list in newest.OrderBy(f => f.ParentCode, StringComparer.Ordinal))
        {
            if (await IsNewsAsync(list, ct))
            {
                await ReplaceAsync(list, ct);
            }
        }
    }

    /// <summary>Takes the list's row: a second batch with the same parent waits here.</summary>
    private async Task<bool> IsNewsAsync(RegionsChanged list, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"""
        insert into region_list (code, version) values ({list.ParentCode}, {list.Version})
        on conflict (code) do update set version = excluded.version where region_list.version < excluded.version
        """, ct) == 1;

    private async Task ReplaceAsync(RegionsChanged list, CancellationToken ct)
    {
        var regions = list.Regions.DistinctBy(r => r.Code).OrderBy(r => r.Code, StringComparer.Ordinal).ToList();
        var codes = regions.Select(r => r.Code).ToArray();
        var names = regions.Select(r => r.Name).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"delete from region where list_code = {list.ParentCode} and code <> all({codes})", ct);
        await db.Database.ExecuteSqlAsync($"""
            insert into region (code, name, list_code) select *, {list.ParentCode} from unnest({codes}, {names})
            on conflict (code) do update set name = excluded.name, list_code = excluded.list_code
            """, ct);
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.DirectoryFeed;

/// <summary>The lists of regions as facts; down to streets, see <see cref="RegionsChanged"/>.</summary>
internal static class RegionFacts
{
    public static async Task<List<OutboxRow>> ReadAsync(
        OrganisationsDb db, IReadOnlyList<string> parents, DateTimeOffset now, CancellationToken ct)
    {
        var versions = await db.RegionLists.AsNoTracking().Where(l => parents.Contains(l.ParentCode))
            .ToDictionaryAsync(l => l.ParentCode, l => l.Version, ct);
        var regions = await db.Regions.AsNoTracking().Where(r => parents.Contains(r.ParentCode)).OrderBy(r => r.Code)
            .ToListAsync(ct);
        var children = regions.ToLookup(r => r.ParentCode, r => new RegionsChanged.Region(r.Code, r.Name));
        return [.. parents.Select(p => OutboxRow.Of(Fact(p), p, versions[p]))];

        RegionsChanged Fact(string parent) => new()
        {
            ParentCode = parent,
            Version = versions[parent],
            Regions = [.. children[parent]],
            OccurredAt = now,
        };
    }
}

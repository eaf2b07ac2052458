using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Cases;

/// <summary>How many cases wait for each unit now.</summary>
internal static class UnitLoad
{
    /// <summary>
    /// Units whose region covers <paramref name="place"/> hold cases of the same city or wider: the city's cases are
    /// read, four digits, so that the region index bounds the work.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> ReadAsync(
        GrievancesDb db, string place, CancellationToken ct)
    {
        var city = place[..Math.Min(4, place.Length)];
        return await db.Cases.AsNoTracking()
            .Where(c => c.RegionCode.StartsWith(city) && c.UnitId != null
                && (c.Status == CaseStatus.Dispatched || c.Status == CaseStatus.Accepted
                    || c.Status == CaseStatus.InProgress))
            .GroupBy(c => c.UnitId!.Value).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(x => x.Key, x => x.Count, ct);
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Lots;

namespace RiderPlatform.Points.Rewards;

/// <summary>A rider's points, lot by lot, as far as they can be spent now.</summary>
internal sealed class Purses
{
    private readonly IReadOnlyList<(DateTimeOffset End, string Region, Purse Purse)> _purses;

    private Purses(IReadOnlyList<(DateTimeOffset End, string Region, Purse Purse)> purses) => _purses = purses;

    public long Points => _purses.Sum(p => p.Purse.Available);

    public static async Task<Purses> OfAsync(
        PointsDb db, Guid riderId, LotLife life, DateTimeOffset now, CancellationToken ct)
    {
        var lots = (await OpenLots.OfAsync(db, riderId, life.Grace, ct)).FindAll(l => !l.IsOverAt(now));
        var ids = lots.Select(l => l.FundId).Distinct().ToArray();
        var funds = await db.Funds.AsNoTracking().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, ct);
        return new Purses([.. lots.Select(l => (
            l.EndsAt ?? DateTimeOffset.MaxValue, funds[l.FundId].RegionCode,
            new Purse(l.FundId, l.AccountId, l.Points, funds[l.FundId].FenPerPoint) { LotId = l.Id }))]);
    }

    /// <summary>
    /// What ends first is spent first; of what ends together, first from funds that cover the reward's region, most
    /// specific first, and then what was earned first.
    /// </summary>
    public IReadOnlyList<Purse> InOrderFor(string region) => [.. _purses.OrderBy(p => p.End)
        .ThenByDescending(p => region.StartsWith(p.Region, StringComparison.Ordinal) ? p.Region.Length : -1)
        .ThenBy(p => p.Purse.FundId).ThenBy(p => p.Purse.LotId).Select(p => p.Purse)];
}

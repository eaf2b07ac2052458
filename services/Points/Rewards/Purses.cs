using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Ledger;

namespace RiderPlatform.Points.Rewards;

/// <summary>A rider's points by fund.</summary>
internal sealed class Purses
{
    private readonly IReadOnlyList<(string Region, Purse Purse)> _purses;

    private Purses(IReadOnlyList<(string Region, Purse Purse)> purses) => _purses = purses;

    /// <summary>What can be spent now.</summary>
    public long Points => _purses.Sum(p => p.Purse.Available);

    public static async Task<Purses> OfAsync(PointsDb db, Guid riderId, CancellationToken ct)
    {
        var purses = await (
            from a in db.Accounts.AsNoTracking()
            where a.OwnerId == riderId && a.Kind == AccountKind.Rider && a.Unit == Unit.Points
            join f in db.Funds on a.FundId equals f.Id
            select new { f.RegionCode,
                Purse = new Purse(f.Id, a.Id, a.Credits - a.Debits - a.DebitsPending, f.FenPerPoint) }).ToListAsync(ct);
        return new Purses([.. purses.Select(p => (p.RegionCode, p.Purse))]);
    }

    /// <summary>First from funds that cover the reward's region, most specific first.</summary>
    public IReadOnlyList<Purse> InOrderFor(string region) => [.. _purses
        .OrderByDescending(p => region.StartsWith(p.Region, StringComparison.Ordinal) ? p.Region.Length : -1)
        .ThenBy(p => p.Purse.FundId).Select(p => p.Purse)];
}

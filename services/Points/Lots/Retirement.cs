using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Ledger;

namespace RiderPlatform.Points.Lots;

/// <summary>Points that leave a rider for good without a reward, and so free the money behind them.</summary>
internal static class Retirement
{
    /// <summary>One transfer for each fund. Needs the rider's row locked; no parts: nothing happens.</summary>
    /// <param name="reference">What it is for; null: each transfer names itself.</param>
    public static async Task RetireAsync(
        PointsDb db, TransferKind kind, Guid? reference, Guid rider, IEnumerable<(OpenLot Lot, long Points)> parts,
        DateTimeOffset now, CancellationToken ct)
    {
        foreach (var ofFund in parts.GroupBy(p => (p.Lot.FundId, p.Lot.AccountId)).OrderBy(f => f.Key.AccountId))
        {
            var fund = await db.Funds.AsNoTracking().SingleAsync(f => f.Id == ofFund.Key.FundId, ct);
            var (id, points) = (Guid.CreateVersion7(now), ofFund.Sum(p => p.Points));
            Movement[] movements =
            [
                new(id, kind, TransferPhase.Immediate, ofFund.Key.AccountId, fund.IssueAccount, points,
                    reference ?? id, rider, null),
                new(Guid.CreateVersion7(now), TransferKind.Retirement, TransferPhase.Immediate, fund.CommittedAccount,
                    fund.AvailableAccount, points * fund.FenPerPoint, id, null, fund.Id),
            ];
            await db.PostAsync(movements, now, ct);
            await db.UseLotsAsync(
                rider, id, [.. ofFund.Select(p => new LotPart(p.Lot.Id, p.Points))], now, ct);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Funds;
using RiderPlatform.Points.Ledger;
using RiderPlatform.Points.Lots;

namespace RiderPlatform.Points.Vouchers;

/// <summary>How a voucher's end moves points and money, share by share.</summary>
internal static class VoucherMovements
{
    /// <summary>
    /// Points are spent; their money goes to the organisation as far as the reward cost it, and back to the fund.
    /// </summary>
    public static async Task<IReadOnlyList<Movement>> PostAsync(
        PointsDb db, Voucher voucher, Guid organisation, DateTimeOffset now, CancellationToken ct)
    {
        var holds = await HoldsAsync(db, voucher, ct);
        var costs = PointShares.SplitCost(voucher.CostFen, [.. holds.Select(h => h.Share)])
            ?? throw new InvalidOperationException($"Voucher {voucher.Id} costs more than its points are worth.");
        var movements = new List<Movement>();
        foreach (var (hold, cost) in holds.Zip(costs))
        {
            movements.Add(End(hold, voucher, TransferPhase.Post));
            if (cost > 0)
            {
                var owed = await db.AccountOfAsync(AccountKind.Organisation, organisation, hold.Fund.Id, ct);
                movements.Add(Money(TransferKind.Payable, hold.Fund, owed, cost, voucher, now));
            }

            if (hold.Share.BackingFen > cost)
            {
                movements.Add(
                    Money(TransferKind.Release, hold.Fund, hold.Fund.AvailableAccount, hold.Share.BackingFen - cost,
                    voucher, now));
            }
        }

        return movements;
    }

    /// <summary>
    /// Ends a voucher that nobody used: points to the lots that they came from, the piece into stock. Its row is held.
    /// </summary>
    public static async Task GiveBackAsync(
        PointsDb db, Voucher voucher, VoucherStatus status, LotLife life, DateTimeOffset now, CancellationToken ct)
    {
        await db.LockRiderAsync(voucher.RiderId, ct);
        await db.Rewards.Where(r => r.Id == voucher.RewardId)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Stock, r => r.Stock + 1), ct);
        await db.PostAsync(await VoidAsync(db, voucher, ct), now, ct);
        foreach (var hold in await db.Shares.AsNoTracking().Where(s => s.VoucherId == voucher.Id)
            .OrderBy(s => s.FundId).Select(s => s.HoldId).ToListAsync(ct))
        {
            await db.ReturnLotsAsync(hold, now, life.Grace, ct);
        }

        (voucher.Status, voucher.EndedAt) = (status, now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Points come back to the rider; no money moves, it backs them as before.</summary>
    private static async Task<IReadOnlyList<Movement>> VoidAsync(PointsDb db, Voucher voucher, CancellationToken ct) =>
        [.. (await HoldsAsync(db, voucher, ct)).Select(h => End(h, voucher, TransferPhase.Void))];

    private static async Task<List<Hold>> HoldsAsync(PointsDb db, Voucher voucher, CancellationToken ct)
    {
        var rows = await (
            from s in db.Shares.AsNoTracking()
            where s.VoucherId == voucher.Id
            join f in db.Funds on s.FundId equals f.Id
            join a in db.Accounts on new { OwnerId = voucher.RiderId, FundId = f.Id, Kind = AccountKind.Rider }
                equals new { a.OwnerId, a.FundId, a.Kind }
            orderby s.FundId
            select new { s.HoldId, s.Points, Fund = f, AccountId = a.Id }).ToListAsync(ct);
        return [.. rows.Select(r => new Hold(
            r.HoldId, r.Fund,
                new PointShare(new Purse(r.Fund.Id, r.AccountId, r.Points, r.Fund.FenPerPoint), r.Points)))];
    }

    private static Movement End(Hold hold, Voucher voucher, TransferPhase phase) => new(
        Posting.EndOf(hold.Id), TransferKind.Redemption, phase, hold.Share.Purse.AccountId, hold.Fund.RedeemedAccount,
        hold.Share.Points, voucher.Id, voucher.RiderId, null);

    private static Movement Money(
        TransferKind kind, Fund fund, long to, long fen, Voucher voucher, DateTimeOffset now) => new(
        Guid.CreateVersion7(now), kind, TransferPhase.Immediate, fund.CommittedAccount, to, fen, voucher.Id, null,
            fund.Id);

    private sealed record Hold(Guid Id, Fund Fund, PointShare Share);
}

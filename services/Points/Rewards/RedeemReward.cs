using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Points.Audit;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Figures;
using RiderPlatform.Points.Debts;
using RiderPlatform.Points.Ledger;
using RiderPlatform.Points.Lots;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Rewards;

/// <summary>
/// A rider spends points on a reward: one of the stock is set aside, the points are held, a voucher is issued.
/// </summary>
public static class RedeemReward
{
    public static async Task<Results<Created<VoucherView>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, PointsDb db, LotLife life, CollectDebts debts, VoucherCodes codes, TimeProvider time,
        CancellationToken ct)
    {
        if (scope.RiderId is not { } riderId)
        {
            return Refusal.Forbidden.ToProblem();
        }

        var now = time.GetUtcNow();
        var (voucher, refusal) =
            await db.InTransactionAsync(
                () => RedeemAsync(db, life, debts, codes, id, riderId, Regions(scope), now, ct), ct);
        return voucher is null
            ? refusal!.ToProblem()
            : TypedResults.Created($"/api/v1/vouchers/{voucher.Id}", VoucherView.Of(voucher, codes, scope, now));
    }

    /// <summary>
    /// Refusals come before the first change, so that committing one changes nothing but what the rider owes anyway.
    /// </summary>
    private static async Task<(Voucher? Voucher, Refusal? Refusal)> RedeemAsync(
        PointsDb db, LotLife life, CollectDebts debts, VoucherCodes codes, Guid rewardId, Guid riderId,
        IReadOnlyList<string> regions, DateTimeOffset now, CancellationToken ct)
    {
        var rider = await db.LockRiderAsync(riderId, ct);
        if (await db.Rewards.SingleOrDefaultAsync(r => r.Id == rewardId, ct) is not { } reward)
        {
            return (null, Refusal.NotFound);
        }

        if (await LiftViolation.IsFrozenAsync(db, ct))
        {
            return (null, LiftViolation.Frozen);
        }

        await debts.CollectAsync(db, riderId, now, ct);
        var purses = (await Purses.OfAsync(db, riderId, life, now, ct)).InOrderFor(reward.RegionCode);
        var (outcome, shares) = Redemption.Decide(
            new RedemptionAsked(rider.Active, regions, reward.RegionCode, reward.ActiveFrom, reward.ActiveUntil,
                reward.Stock, reward.PricePoints, reward.CostFen, purses)
            {
                Terms = reward.Terms, Standing = RiderMeans.StandingOf(rider),
                Issued = [.. (await RiderMeans.IssuedAsync(db, riderId, rewardId, ct))[rewardId]],
            }, now);
        if (outcome != RedemptionOutcome.Granted)
        {
            return (null, RedemptionRefusals.Of(outcome));
        }

        var taken = await db.Rewards.Where(r => r.Id == rewardId && r.Stock > 0)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Stock, r => r.Stock - 1), ct);
        if (taken == 0)
        {
            return (null, RedemptionRefusals.Of(RedemptionOutcome.OutOfStock));
        }

        var voucher = Issue(db, codes, reward, riderId, now);
        await HoldAsync(db, voucher, shares, now, ct);
        await db.CountIssuedAsync(County(rider.RegionCode, reward.RegionCode), now, ct);
        db.Publish(new RewardRedeemed
        {
            VoucherId = voucher.Id, RewardId = reward.Id, RiderId = riderId, Points = voucher.Points,
            RegionCode = reward.RegionCode, OccurredAt = now,
        }, voucher.Id, 1);
        await db.SaveChangesAsync(ct);
        return (voucher, null);
    }

    private static Voucher Issue(
        PointsDb db, VoucherCodes codes, Reward reward, Guid riderId, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var voucher = new Voucher
        {
            Id = id,
            Code = codes.StoredOf(id),
            RewardId = reward.Id,
            Reward = reward,
            RiderId = riderId,
            Points = reward.PricePoints,
            CostFen = reward.CostFen,
            IssuedAt = now,
            ExpiresAt = now.AddDays(reward.VoucherValidDays),
        };
        db.Add(voucher);
        return voucher;
    }

    private static async Task HoldAsync(
        PointsDb db, Voucher voucher, IReadOnlyList<PointShare> shares, DateTimeOffset now, CancellationToken ct)
    {
        var holds = shares.GroupBy(s => (s.Purse.FundId, s.Purse.AccountId))
            .Select(f => (Id: Guid.CreateVersion7(now), f.Key.FundId, f.Key.AccountId, Shares: f.ToList())).ToList();
        var movements = new List<Movement>();
        foreach (var (id, fund, account, parts) in holds)
        {
            var points = parts.Sum(s => s.Points);
            db.Add(new VoucherShare { VoucherId = voucher.Id, FundId = fund, Points = points, HoldId = id });
            var redeemed = await db.AccountOfAsync(AccountKind.Redeemed, fund, fund, ct);
            movements.Add(new Movement(id, TransferKind.Redemption, TransferPhase.Reserve, account, redeemed, points,
                voucher.Id, voucher.RiderId, null));
        }

        await db.PostAsync(movements, now, ct);
        foreach (var (id, _, _, parts) in holds)
        {
            await db.UseLotsAsync(
                voucher.RiderId, id, [.. parts.Select(s => new LotPart(s.Purse.LotId, s.Points))], now, ct);
        }
    }

    /// <summary>
    /// The rider's, where it lies within the reward's: a city's reward is counted where its riders are.
    /// </summary>
    private static string County(string? rider, string reward) =>
        rider?.StartsWith(reward, StringComparison.Ordinal) == true ? rider : reward;

    internal static List<string> Regions(Scope scope) => [.. scope.Of(Roles.Rider).Select(g => g.Region)];
}

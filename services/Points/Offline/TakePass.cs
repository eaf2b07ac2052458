using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Offline;

/// <summary>
/// A rider takes a voucher along to where there is no network: a signed pass for some hours, which tills check by
/// themselves. Until they have had time to report, the voucher cannot be given back and does not expire: nobody gets
/// back points for what was handed over.
/// </summary>
public static class TakePass
{
    /// <summary>What one rider's passes, shown at many tills before any of them reports, can cost.</summary>
    private const int AtOnce = 3;

    private static readonly Refusal TooMany = new(409, "TooManyPasses",
        $"同时最多 {AtOnce} 张券可离线使用。", $"At most {AtOnce} vouchers can be taken along at the same time.");

    /// <param name="Token">To be shown as a QR code; kept by the rider's device.</param>
    public sealed record Answer(string Token, DateTimeOffset From, DateTimeOffset Until);

    /// <summary>The pass that was taken, while it is good.</summary>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> GetAsync(
        Guid id, Scope scope, PointsDb db, VoucherTokens tokens, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return await db.Vouchers.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id && v.RiderId == scope.RiderId
            && v.Status == VoucherStatus.Held && v.PassUntil > now, ct) is { } voucher
            ? TypedResults.Ok(Of(voucher, tokens)) : Refusal.NotFound.ToProblem();
    }

    /// <summary>While a pass is good, asking again gives the same one.</summary>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, PointsDb db, VoucherTokens tokens, VoucherTimes times, TimeProvider time,
        CancellationToken ct)
    {
        if (!await db.Vouchers.AnyAsync(v => v.Id == id && v.RiderId == scope.RiderId, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        return await db.InTransactionAsync<Results<Ok<Answer>, ProblemHttpResult>>(async () =>
        {
            var voucher = await db.Vouchers.FromSql($"select * from voucher where id = {id} for update")
                .Include(v => v.Reward).SingleAsync(ct);
            await db.LockRiderAsync(voucher.RiderId, ct);
            var now = time.GetUtcNow();
            if (RedeemVoucher.Against(voucher, null, now) is { } refusal)
            {
                return refusal.ToProblem();
            }

            if (voucher.PassUntil is null || voucher.PassUntil <= now)
            {
                if (await db.Vouchers.CountAsync(v => v.RiderId == voucher.RiderId
                    && v.Status == VoucherStatus.Held && v.PassUntil > now, ct) >= AtOnce)
                {
                    return TooMany.ToProblem();
                }

                // Whole seconds, as the pass has them.
                var from = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
                voucher.PassFrom = from;
                voucher.PassUntil = voucher.ExpiresAt < from + times.Pass ? voucher.ExpiresAt : from + times.Pass;
                await db.SaveChangesAsync(ct);
            }

            return TypedResults.Ok(Of(voucher, tokens));
        }, ct);
    }

    private static Answer Of(Voucher voucher, VoucherTokens tokens)
    {
        var (from, until) = (voucher.PassFrom!.Value, voucher.PassUntil!.Value);
        return new Answer(tokens.Sign(
            VoucherTokens.Pass, new VoucherTokens.Content(voucher.Id, voucher.RewardId, from, until)), from, until);
    }
}

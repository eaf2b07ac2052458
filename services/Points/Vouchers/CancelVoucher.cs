using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Lots;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Vouchers;

/// <summary>
/// A rider gives an unused voucher back: the points go where they came from, the piece into stock. A keeper who is
/// handing it over at the same moment wins or loses as a whole, by the voucher's row.
/// </summary>
public static class CancelVoucher
{
    public static async Task<Results<Ok<VoucherView>, ProblemHttpResult>> HandleAsync(
        string code, Scope scope, PointsDb db, LotLife life, TimeProvider time, CancellationToken ct)
    {
        var parsed = VoucherCode.Parse(code);
        if (scope.RiderId is not { } rider
            || !await db.Vouchers.AnyAsync(v => v.Code == parsed && v.RiderId == rider, ct))
        {
            return (scope.RiderId is null ? Refusal.Forbidden : Refusal.NotFound).ToProblem();
        }

        return await db.InTransactionAsync<Results<Ok<VoucherView>, ProblemHttpResult>>(async () =>
        {
            var voucher = await db.Vouchers.FromSql($"select * from voucher where code = {parsed} for update")
                .Include(v => v.Reward).SingleAsync(ct);
            var now = time.GetUtcNow();
            if (voucher.Status == VoucherStatus.Cancelled)
            {
                return TypedResults.Ok(VoucherView.Of(voucher, now));
            }

            if (RedeemVoucher.Against(voucher, null, now) is { } refusal)
            {
                return refusal.ToProblem();
            }

            await VoucherMovements.GiveBackAsync(db, voucher, VoucherStatus.Cancelled, life, now, ct);
            return TypedResults.Ok(VoucherView.Of(voucher, now));
        }, ct);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
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
    private static readonly Refusal TakenAlong = new(409, "TakenAlong",
        "该券已生成离线凭证，可能已在无网络处使用，暂不能退回。",
        "You took a pass for this voucher; a till without a network may have accepted it. Give it back later.");

    public static async Task<Results<Ok<VoucherView>, ProblemHttpResult>> HandleAsync(
        string code, Scope scope, PointsDb db, FindVoucher find, VoucherCodes codes, LotLife life, VoucherTimes times,
        TimeProvider time, CancellationToken ct)
    {
        var found = await find.ByAsync(code, scope);
        if (scope.RiderId is not { } rider
            || await db.Vouchers.Where(v => v.RiderId == rider).Where(found.Is).Select(v => (Guid?)v.Id)
                .SingleOrDefaultAsync(ct) is not { } id)
        {
            return (scope.RiderId is null ? Refusal.Forbidden : Refusal.NotFound).ToProblem();
        }

        return await db.InTransactionAsync<Results<Ok<VoucherView>, ProblemHttpResult>>(async () =>
        {
            var voucher = await db.Vouchers.FromSql($"select * from voucher where id = {id} for update")
                .Include(v => v.Reward).SingleAsync(ct);
            var now = time.GetUtcNow();
            if (voucher.Status == VoucherStatus.Cancelled)
            {
                return TypedResults.Ok(VoucherView.Of(voucher, codes, scope, now));
            }

            if (RedeemVoucher.Against(voucher, null, now) is { } refusal)
            {
                return refusal.ToProblem();
            }

            if (times.IsAwaited(voucher, now))
            {
                return TakenAlong.ToProblem(("passUntil", voucher.PassUntil));
            }

            await VoucherMovements.GiveBackAsync(db, voucher, VoucherStatus.Cancelled, life, now, ct);
            return TypedResults.Ok(VoucherView.Of(voucher, codes, scope, now));
        }, ct);
    }
}

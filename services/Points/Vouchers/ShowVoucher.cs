using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Vouchers;

/// <summary>What a rider's screen shows at the counter, good for moments: a picture of it is worth nothing.</summary>
public static class ShowVoucher
{
    /// <param name="Token">To be shown as a QR code and given to the hand-over in place of the code.</param>
    /// <param name="Until">Ask again well before.</param>
    public sealed record Answer(string Token, DateTimeOffset Until);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, PointsDb db, VoucherTokens tokens, VoucherTimes times, TimeProvider time,
        CancellationToken ct)
    {
        var voucher = await db.Vouchers.AsNoTracking().Include(v => v.Reward)
            .SingleOrDefaultAsync(v => v.Id == id && v.RiderId == scope.RiderId, ct);
        if (voucher is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var now = time.GetUtcNow();
        if (RedeemVoucher.Against(voucher, null, now) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var until = now + times.Shown;
        return TypedResults.Ok(new Answer(
            tokens.Sign(VoucherTokens.Shown, new VoucherTokens.Content(id, voucher.RewardId, now, until)), until));
    }
}

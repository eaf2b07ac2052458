using System.Linq.Expressions;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Vouchers;

/// <summary>
/// Which voucher a text stands for: what the code on a rider's screen says, a code that was typed, or, for its rider
/// alone, its id.
/// </summary>
public sealed class FindVoucher(VoucherCodes codes, VoucherTokens tokens, TimeProvider time)
{
    /// <summary>Clocks of two replicas differ.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(5);

    /// <param name="TooOld">We signed it, and its time is over: the rider's screen has a newer one by now.</param>
    public sealed record Found(Expression<Func<Voucher, bool>> Is, bool TooOld);

    public async Task<Found> ByAsync(string text, Scope scope)
    {
        if (Guid.TryParseExact(text, "D", out var own))
        {
            var rider = scope.RiderId;
            return new Found(v => v.Id == own && v.RiderId == rider, false);
        }

        if (text.Count(c => c == '.') == 2)
        {
            var shown = await tokens.ReadAsync(VoucherTokens.Shown, text)
                ?? await tokens.ReadAsync(VoucherTokens.Pass, text);
            var id = shown?.Voucher;
            return new Found(v => v.Id == id, shown is not null && shown.Until + Leeway <= time.GetUtcNow());
        }

        var stored = codes.StoredOf(text);
        return new Found(v => v.Code == stored, false);
    }
}

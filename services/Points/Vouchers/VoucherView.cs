using RiderPlatform.Points.Data;
using RiderPlatform.Points.Rewards;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Vouchers;

/// <summary>A voucher as rider and keeper see it; the rider is not named.</summary>
/// <param name="Code">For its rider alone: a keeper sees what was shown or typed, and <paramref name="Tail"/>.</param>
/// <param name="Tail">The end of the code, to tell vouchers apart.</param>
/// <param name="PassUntil">The rider has a pass for it, for where there is no network, until then.</param>
public sealed record VoucherView(
    Guid Id, string? Code, string Tail, VoucherStatus Status, VoucherView.RewardPart Reward, long Points,
    DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, DateTimeOffset? PassUntil,
    DateTimeOffset? RedeemedAt, VoucherView.StationPart? Station)
{
    /// <summary>A voucher is for one piece of the reward.</summary>
    public int Quantity => 1;

    /// <summary>Whether it can be handed over now; if not, <see cref="WhyNot"/> says why.</summary>
    public bool Redeemable => WhyNot is null;

    public required Reason? WhyNot { get; init; }

    public required RewardPlaces Where { get; init; }

    /// <summary>When it is handed over, in words; null where it is always.</summary>
    public string? HoursText { get; init; }

    public string? HoursTextEn { get; init; }

    /// <summary>
    /// Stations that hand it over, at most 20: a keeper's own, or any to its rider. Empty in lists.
    /// </summary>
    public IReadOnlyList<StationPart> Stations { get; init; } = [];

    public sealed record RewardPart(Guid Id, string Name, string NameEn)
    {
        internal static RewardPart Of(Voucher v) => new(v.RewardId, v.Reward!.Name, v.Reward.NameEn);
    }

    public sealed record StationPart(Guid Id, string Name);

    internal static VoucherView Of(
        Voucher v, VoucherCodes codes, Scope scope, DateTimeOffset now, StationCopy? station = null) => new(
        v.Id, v.RiderId == scope.RiderId ? codes.Of(v.Id) : null, codes.TailOf(v.Id), v.Status,
        RewardPart.Of(v), v.Points, v.IssuedAt, v.ExpiresAt, v.PassUntil,
        v.Status == VoucherStatus.Redeemed ? v.EndedAt : null,
        v.StationId is { } place ? new StationPart(place, v.StationName!) : null)
    {
        WhyNot = Reason.Of(RedeemVoucher.Against(v, station, now)),
        Where = RewardPlaces.Of(v.Reward!), HoursText = v.Reward!.Hours.Text, HoursTextEn = v.Reward.Hours.TextEn,
    };
}

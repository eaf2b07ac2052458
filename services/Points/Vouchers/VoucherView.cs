using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Vouchers;

/// <summary>A voucher as rider and keeper see it; the rider is not named.</summary>
public sealed record VoucherView(
    Guid Id, string Code, VoucherStatus Status, VoucherView.RewardPart Reward, long Points, DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt, DateTimeOffset? RedeemedAt, VoucherView.StationPart? Station)
{
    public sealed record RewardPart(Guid Id, string Name, string NameEn);

    public sealed record StationPart(Guid Id, string Name);

    internal static VoucherView Of(Voucher v) => new(
        v.Id, VoucherCode.Display(v.Code), v.Status, new RewardPart(v.RewardId, v.Reward!.Name, v.Reward.NameEn),
            v.Points, v.IssuedAt,
        v.ExpiresAt, v.Status == VoucherStatus.Redeemed ? v.EndedAt : null,
        v.StationId is { } station ? new StationPart(station, v.StationName!) : null);
}

using RiderPlatform.Points.Rewards;

namespace RiderPlatform.Points.Vouchers;

/// <summary>
/// A rider's claim on a reward: points are held until it is handed over, and come back when it expires.
/// </summary>
public sealed class Voucher
{
    public required Guid Id { get; init; }

    /// <summary>An HMAC of the code, which is itself nowhere stored: see <see cref="VoucherCodes"/>.</summary>
    public required string Code { get; init; }

    public required Guid RewardId { get; init; }

    public required Guid RiderId { get; init; }

    public required long Points { get; init; }

    /// <summary>The reward's cost when it was issued.</summary>
    public required long CostFen { get; init; }

    public VoucherStatus Status { get; set; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was handed over or voided.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>
    /// Since when its rider has a pass for it, that tills take without a network; until <see cref="PassUntil"/>. It
    /// cannot be given back, and does not expire, until tills have had time to report.
    /// </summary>
    public DateTimeOffset? PassFrom { get; set; }

    public DateTimeOffset? PassUntil { get; set; }

    public Guid? StationId { get; set; }

    public string? StationName { get; set; }

    public Guid? OrganisationId { get; set; }

    /// <summary>The month's account in which the organisation is paid for it.</summary>
    public Guid? SettlementId { get; init; }

    public Reward? Reward { get; init; }
}

public enum VoucherStatus
{
    Held,
    Redeemed,
    Expired,

    /// <summary>The rider gave it back.</summary>
    Cancelled,
}

/// <summary>The part of a voucher's points that one fund backs, and the hold on the rider's account for it.</summary>
public sealed class VoucherShare
{
    public required Guid VoucherId { get; init; }

    public required Guid FundId { get; init; }

    public required long Points { get; init; }

    /// <summary>The reserving transfer.</summary>
    public required Guid HoldId { get; init; }
}

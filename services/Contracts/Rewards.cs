namespace RiderPlatform.Contracts;

/// <summary>
/// Published by Points in the transaction that posts an award to the ledger, once for a fact and a rule.
/// </summary>
[Contract("points-awarded", 1, Broadcast = true)]
public sealed record PointsAwarded
{
    public required Guid TransferId { get; init; }

    public required Guid RiderId { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>Whole points, greater than zero.</summary>
    public required long Points { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>Published by Points when a rider spent points on a reward and holds a voucher for it.</summary>
[Contract("reward-redeemed", 1, Broadcast = true)]
public sealed record RewardRedeemed
{
    public required Guid VoucherId { get; init; }

    public required Guid RewardId { get; init; }

    public required Guid RiderId { get; init; }

    public required long Points { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>Published by Points when a keeper handed the reward over against the voucher; once for a voucher.</summary>
[Contract("voucher-redeemed", 1, Broadcast = true)]
public sealed record VoucherRedeemed
{
    public required Guid VoucherId { get; init; }

    public required Guid RewardId { get; init; }

    public required Guid StationId { get; init; }

    /// <summary>What the fund owes to the organisation that handed it over, in fen.</summary>
    public required long AmountFen { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

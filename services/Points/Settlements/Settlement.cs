namespace RiderPlatform.Points.Settlements;

/// <summary>
/// What funds owe to one organisation for the rewards that it handed over in a month. Every voucher that cost something
/// is in exactly one: one that is told late is in the month that is next made.
/// </summary>
public sealed class Settlement
{
    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>What the places where it was handed over have in common.</summary>
    public required string RegionCode { get; init; }

    public required int Vouchers { get; init; }

    public required long Fen { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public SettlementState State { get; set; }

    /// <summary>Who confirmed it for the organisation.</summary>
    public Guid? ConfirmedBy { get; set; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>What the organisation says is wrong; kept when it is confirmed after all.</summary>
    public string? Objection { get; set; }

    public DateTimeOffset? ObjectedAt { get; set; }

    public List<SettlementPart> Parts { get; init; } = [];
}

public enum SettlementState
{
    /// <summary>It waits for the organisation's word.</summary>
    Made,

    /// <summary>The organisation says that it is wrong.</summary>
    Objected,

    /// <summary>The funds may pay.</summary>
    Confirmed,

    /// <summary>Every fund has paid its part.</summary>
    Paid,
}

/// <summary>The part of a settlement that one fund owes and pays.</summary>
public sealed class SettlementPart
{
    public required Guid SettlementId { get; init; }

    public required Guid FundId { get; init; }

    public required long Fen { get; init; }

    /// <summary>The ledger's transfer; null until it is paid.</summary>
    public Guid? TransferId { get; set; }

    /// <summary>The bank's.</summary>
    public string? Reference { get; set; }

    public Guid? PaidBy { get; set; }

    public DateTimeOffset? PaidAt { get; set; }
}

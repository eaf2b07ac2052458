namespace RiderPlatform.Points.Lots;

/// <summary>
/// What became of the points of one award. The award's decision is the lot; this row is made when the lot is first
/// touched, so that awards, of which there are many, write nothing for it.
/// </summary>
public sealed class Lot
{
    /// <summary>The award's transfer.</summary>
    public required Guid Id { get; init; }

    public required Guid RiderId { get; init; }

    public required Guid FundId { get; init; }

    public required long Points { get; init; }

    /// <summary>Held, spent, expired or taken back; never more than there was.</summary>
    public required long Used { get; init; }

    public required DateTimeOffset EarnedAt { get; init; }

    /// <summary>As the award said, or later where points came back to a lot that had ended.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the sweep looks at it next; later than its expiry while the rider is frozen.</summary>
    public required DateTimeOffset DueAt { get; init; }
}

/// <summary>Points that a transfer took out of a lot.</summary>
public sealed class LotUse
{
    public required Guid TransferId { get; init; }

    public required Guid LotId { get; init; }

    public required long Points { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Set where the transfer was a hold that was voided: the points are back in the lot.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }
}

/// <summary>How far the ends of untouched lots were looked at; one row, which a sweeping replica holds.</summary>
public sealed class LotSweep
{
    public required int Id { get; init; }

    public required DateTimeOffset SweptUntil { get; init; }
}

/// <summary>While it lasts no lot of the rider ends: injured, or on leave.</summary>
public sealed class LotFreeze
{
    public required Guid Id { get; init; }

    public required Guid RiderId { get; init; }

    public required FreezeReason Reason { get; init; }

    public required string Note { get; init; }

    public required DateTimeOffset FromAt { get; init; }

    /// <summary>Null: until it is lifted.</summary>
    public DateTimeOffset? UntilAt { get; set; }

    public required Guid MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
}

public enum FreezeReason
{
    Injured,
    OnLeave,
}

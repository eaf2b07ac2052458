namespace RiderPlatform.Points.Proposals;

/// <summary>
/// Points that a person wants to give or to take back by hand: one asks, another decides, and it is carried out once,
/// in the transaction of the decision.
/// </summary>
public sealed class Proposal
{
    public required Guid Id { get; init; }

    public required ProposalKind Kind { get; init; }

    public required Guid RiderId { get; init; }

    /// <summary>The rider's when it was asked: whose staff decide, and which fund pays.</summary>
    public required string RegionCode { get; init; }

    public required long Points { get; init; }

    /// <summary>The award's transfer that is taken back; null for a grant.</summary>
    public Guid? AwardId { get; init; }

    /// <summary>Why; the rider sees it.</summary>
    public required string Reason { get; init; }

    /// <summary>What proves it: a list, a record, a letter.</summary>
    public required string Source { get; init; }

    public required Guid AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public ProposalStatus Status { get; set; }

    public Guid? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Required where it was refused.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>Points that a clawback took at once; what is left is a debt of the same id.</summary>
    public long Taken { get; set; }
}

public enum ProposalKind
{
    Grant,
    Clawback,
}

public enum ProposalStatus
{
    Open,
    Approved,
    Refused,
}

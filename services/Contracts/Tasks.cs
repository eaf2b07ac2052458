namespace RiderPlatform.Contracts;

/// <summary>
/// Published by Grievances in the transaction in which a community accepts a rider's volunteer work: once for a claim.
/// Points awards by it.
/// </summary>
[Contract("demand-verified", 1)]
public sealed record DemandVerified
{
    public required Guid ClaimId { get; init; }

    public required Guid DemandId { get; init; }

    public required Guid RiderId { get; init; }

    /// <summary>The volunteer team that the hours go to, beside the rider; null: none.</summary>
    public required Guid? TeamId { get; init; }

    /// <summary><c>demand.help</c>, <c>demand.patrol</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary>What the demand promised, 0–100.</summary>
    public required int Points { get; init; }

    /// <summary>Quarters of an hour.</summary>
    public required decimal Hours { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>When the rider handed in the proof: the daily cap counts by its date in Asia/Shanghai.</summary>
    public required DateTimeOffset DoneAt { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>
/// Published by Grievances when a demand is cancelled, with those who held a place: they are to be told.
/// </summary>
[Contract("demand-cancelled", 1, Broadcast = true)]
public sealed record DemandCancelled
{
    public required Guid DemandId { get; init; }

    public required IReadOnlyList<Guid> RiderIds { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>
/// Published by Grievances in the transaction in which a rider has looked whether a resolved hazard is fixed: once for
/// an answer. Points awards by it, whatever was seen: an honest "cannot tell" took the same way.
/// </summary>
[Contract("hazard-verified", 1)]
public sealed record HazardVerified
{
    public required Guid AnswerId { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid RiderId { get; init; }

    /// <summary><c>Fixed</c>, <c>NotFixed</c> or <c>CannotTell</c>.</summary>
    public required string Seen { get; init; }

    public required string Category { get; init; }

    public required int Points { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

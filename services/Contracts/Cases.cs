namespace RiderPlatform.Contracts;

/// <summary>Published by Grievances in the transaction that registers a rider's clue.</summary>
[Contract("clue-reported", 1, Broadcast = true)]
public sealed record ClueReported
{
    public required Guid CaseId { get; init; }

    public required Guid RiderId { get; init; }

    public required string Category { get; init; }

    /// <summary><c>Minor</c>, <c>Ordinary</c> or <c>Major</c>.</summary>
    public required string Severity { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>
/// Published by Grievances in the transaction that registers any other case: one that is no clue, or no rider's.
/// </summary>
[Contract("case-registered", 1, Broadcast = true)]
public sealed record CaseRegistered
{
    public required Guid CaseId { get; init; }

    /// <summary><c>Grievance</c>, <c>Appeal</c>, <c>Wish</c>, …</summary>
    public required string Kind { get; init; }

    public required string Category { get; init; }

    /// <summary><c>Minor</c>, <c>Ordinary</c> or <c>Major</c>.</summary>
    public required string Severity { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>Published by Grievances each time a case is given to a unit; starts that unit's clock.</summary>
[Contract("case-dispatched", 1, Broadcast = true)]
public sealed record CaseDispatched
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    public required Guid UnitId { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>Published by Grievances when the unit accepted; from now on it answers for the case.</summary>
[Contract("case-accepted", 1, Broadcast = true)]
public sealed record CaseAccepted
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    public required Guid UnitId { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>Published by Grievances when the unit returned the case; a dispatcher judges it.</summary>
[Contract("case-returned", 1, Broadcast = true)]
public sealed record CaseReturned
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    public required Guid UnitId { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>
/// Published by Grievances when the unit reported the case solved with evidence; the rider is asked back.
/// </summary>
[Contract("case-resolved", 1, Broadcast = true)]
public sealed record CaseResolved
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    public required Guid UnitId { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>
/// Published by Grievances for a step that no other fact tells of: looked at by a dispatcher, work begun, verified.
/// </summary>
[Contract("case-moved", 1, Broadcast = true)]
public sealed record CaseMoved
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    /// <summary>Where it stands after the step: <c>Triaged</c>, <c>InProgress</c>, <c>Verified</c>, …</summary>
    public required string Status { get; init; }

    /// <summary>Null while no unit has the case.</summary>
    public required Guid? UnitId { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>Published by Grievances when the rider answered the callback.</summary>
[Contract("case-called-back", 1, Broadcast = true)]
public sealed record CaseCalledBack
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    /// <summary>Satisfied, and neither “fair” nor “not satisfied”.</summary>
    public required bool Satisfied { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>Published by Grievances when a closed or called-back case is taken up again.</summary>
[Contract("case-reopened", 1, Broadcast = true)]
public sealed record CaseReopened
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>
/// Published by Grievances when a case is closed. The only verified fact that Points awards for: a case that is closed
/// a second time after having been reopened is published again with a higher version, and is awarded once all the same.
/// </summary>
[Contract("case-closed", 1)]
public sealed record CaseClosed
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    /// <summary>Who reported it; null for a case that no rider reported.</summary>
    public required Guid? RiderId { get; init; }

    /// <summary><c>Clue</c>, <c>Grievance</c>, <c>Appeal</c>, <c>Wish</c>.</summary>
    public required string Kind { get; init; }

    public required string Category { get; init; }

    /// <summary><c>Minor</c>, <c>Ordinary</c> or <c>Major</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>
    /// <c>Solved</c>, <c>Duplicate</c>, <c>Unfounded</c>, <c>Withdrawn</c> or <c>Rejected</c>; only solved cases are
    /// awarded.
    /// </summary>
    public required string Outcome { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>Riders who had joined it until then, in that order; empty in older facts.</summary>
    public IReadOnlyList<Guid> Joiners { get; init; } = [];

    /// <summary>When the rider reported it; the daily cap counts by this moment's date in Asia/Shanghai.</summary>
    public required DateTimeOffset ReportedAt { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

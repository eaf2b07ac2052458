using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>A case as it stands; <see cref="Version"/> counts its events and guards every change.</summary>
public sealed class CaseRow
{
    public required Guid Id { get; init; }

    /// <summary>What people say on the telephone: <c>XS20261122-100001</c>.</summary>
    public required string Number { get; init; }

    public required CaseKind Kind { get; init; }

    public required string Category { get; set; }

    public required Severity Severity { get; set; }

    public required string RegionCode { get; init; }

    public required CaseStatus Status { get; set; }

    /// <summary>Not closed: the database's own, so that few indexes hang on a status that changes often.</summary>
    public bool Open { get; private set; }

    public required int Version { get; set; }

    public required string Text { get; init; }

    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    /// <summary>The rider who reported it; null for a case that no rider reported.</summary>
    public Guid? ReporterId { get; init; }

    /// <summary>The account that registered it for somebody else, or for the office; null where a rider did.</summary>
    public Guid? RegisteredBy { get; init; }

    /// <summary>JSON: a list of <see cref="FormAnswer"/>; null where nothing was asked or answered.</summary>
    public string? Answers { get; init; }

    /// <summary>The reporter's own key for this report: the same key is the same case.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Half of a SHA-256 over the report's content, to tell a repeat from another report.</summary>
    public Guid? RequestHash { get; init; }

    /// <summary>Who answers for it; null while a dispatcher must decide.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>Units that do a part of it (协办) and so see it.</summary>
    public Guid[] CoUnits { get; init; } = [];

    /// <summary>The account that accepted it for the unit.</summary>
    public Guid? AcceptedBy { get; set; }

    /// <summary>
    /// The first dispatch to <see cref="UnitId"/> since registration or the last reopening: its clock's start.
    /// </summary>
    public DateTimeOffset? UnitSince { get; set; }

    /// <summary>When the unit resolved it: its clock's end.</summary>
    public DateTimeOffset? UnitDoneAt { get; set; }

    /// <summary>
    /// When the rider's clock is due: reckoned from the registration; moved by approved parkings, and where triage
    /// finds another category or severity.
    /// </summary>
    public required DateTimeOffset RiderDueAt { get; set; }

    /// <summary>
    /// When a unit must have taken it on: the unit's limit since registration; moved only where a year is announced
    /// that it was reckoned through on plain weekends, and nobody has taken it on yet.
    /// </summary>
    public required DateTimeOffset ResponseDueAt { get; set; }

    /// <summary>By the duty of the unit that was given it last; null: by severity and category alone.</summary>
    public DeadlineClass? DeadlineClass { get; set; }

    /// <summary>When the clock of <see cref="UnitId"/> is due, approved pauses counted in.</summary>
    public DateTimeOffset? UnitDueAt { get; set; }

    /// <summary>When a due moment was last moved by something that is no step of the case.</summary>
    public DateTimeOffset? DueMovedAt { get; set; }

    /// <summary>When it was parked (挂账) for the first time.</summary>
    public DateTimeOffset? ParkedAt { get; set; }

    /// <summary>When a supervise order was issued for it for the first time.</summary>
    public DateTimeOffset? SupervisedAt { get; set; }

    /// <summary>When a unit accepted it for the first time; kept whatever comes later.</summary>
    public DateTimeOffset? FirstAcceptedAt { get; set; }

    /// <summary>Whether that was before the accepting unit's own clock was due; kept like the moment.</summary>
    public bool? FirstAcceptedInTime { get; set; }

    /// <summary>The unit that it was dispatched to first of all; null: it never was, here.</summary>
    public Guid? FirstUnitId { get; set; }

    /// <summary>The accepting unit's own number for it; gone when the case is reopened.</summary>
    public string? ExternalReference { get; set; }

    /// <summary>How often units have returned it.</summary>
    public short Returns { get; set; }

    /// <summary>How often it was reopened.</summary>
    public short Reopenings { get; set; }

    public CaseOutcome? Outcome { get; set; }

    /// <summary>The case that this one was merged into; its reporter hears of that one.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>The rider's answer to the last callback; null while there is none.</summary>
    public Solved? Solved { get; set; }

    public Satisfaction? Satisfaction { get; set; }

    /// <summary>How often the rider was not satisfied; at the second time the case goes one level up.</summary>
    public short Refusals { get; set; }

    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>When the last event happened.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    public CaseRow Copy() => (CaseRow)MemberwiseClone();
}

/// <summary>
/// One step in the life of a case; appended, never changed. (case, version) is unique: two winners are impossible.
/// </summary>
public sealed class CaseEventRow
{
    public required Guid CaseId { get; init; }

    /// <summary>The case's version after this step.</summary>
    public required int Version { get; init; }

    /// <summary><c>Registered</c>, or the past of the action: <c>Dispatched</c>, <c>Accepted</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary>The case's status after this step.</summary>
    public required CaseStatus Status { get; init; }

    /// <summary>The account; null where the platform itself acted.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>A role, or <c>system</c>.</summary>
    public required string ActorRole { get; init; }

    /// <summary>Who answers for the case after this step; for a return, who returned it.</summary>
    public Guid? UnitId { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>Reason, note or comment, as the actor wrote it.</summary>
    public string? Note { get; init; }

    /// <summary>JSON by kind: the routing decision, the outcome, the rating.</summary>
    public string? Data { get; init; }

    /// <summary>
    /// Half of a SHA-256 over the action's content: the same step sent again is answered, not refused.
    /// </summary>
    public Guid? RequestHash { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>A rider who has seen the same thing: counted, and told what becomes of it.</summary>
public sealed class CaseJoinRow
{
    public required Guid CaseId { get; init; }

    public required Guid RiderId { get; init; }

    /// <summary>The rider's own case that was merged into this one; null where they joined by themselves.</summary>
    public Guid? FromCase { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }
}

/// <summary>A photo of a case, re-encoded, without metadata; the bytes lie in the blob store.</summary>
public sealed class CasePhotoRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>The event that it came with.</summary>
    public required int Version { get; init; }

    public required string Blob { get; init; }

    public required string Thumbnail { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

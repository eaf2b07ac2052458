namespace RiderPlatform.Contracts;

/// <summary>
/// Published by Grievances when a clock of a case reaches a level, once for each run of the clock; after a downtime all
/// that were reached meanwhile, those of one case in order.
/// </summary>
[Contract("case-timer-fired", 1, Broadcast = true)]
public sealed record CaseTimerFired
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    /// <summary><c>Rider</c>, <c>Unit</c> or <c>CoTask</c>: the clock of a co-handler, who is the unit then.</summary>
    public required string Clock { get; init; }

    /// <summary>
    /// <c>Warn</c> (three quarters), <c>Yellow</c> (due), <c>Red</c> (one and a half times) or <c>Order</c> (twice: a
    /// supervise order was issued).
    /// </summary>
    public required string Level { get; init; }

    /// <summary><c>Minor</c>, <c>Ordinary</c> or <c>Major</c>.</summary>
    public required string Severity { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>Null while no unit has the case.</summary>
    public required Guid? UnitId { get; init; }

    /// <summary>One level above the unit; null where there is none.</summary>
    public required Guid? OverseerId { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the level was reached, which may be long before <see cref="OccurredAt"/>.</summary>
    public required DateTimeOffset ReachedAt { get; init; }

    /// <summary>Nobody is told before: from 22:00 to 08:00 in China only of Major cases.</summary>
    public required DateTimeOffset NotifyAt { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>
/// Published by Grievances when somebody asks the unit to hurry, or a supervisor orders it to answer.
/// </summary>
[Contract("case-urged", 1, Broadcast = true)]
public sealed record CaseUrged
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    /// <summary><c>Reminder</c> or <c>Order</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>rider</c>, <c>dispatcher</c>, <c>supervisor</c>, <c>system</c>: nobody acknowledged.</summary>
    public required string ByRole { get; init; }

    public required Guid? UnitId { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

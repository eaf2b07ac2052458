using System.Text.Json;
using System.Text.Json.Serialization;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// What one step of a case writes: the row as it stands after it, the event, the fact, the moments that follow.
/// <see cref="StepSql"/> reads it by these names, in snake case.
/// </summary>
internal sealed record StepWrite
{
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required Guid CaseId { get; init; }

    /// <summary>After the step: the row must stand at the one before.</summary>
    public required int Version { get; init; }

    /// <summary>
    /// As it was read: an approved pause moves due moments without a version, and they must be reckoned anew then.
    /// </summary>
    public required DateTimeOffset? DueMovedAt { get; init; }

    /// <summary>No unit may have been asked to help meanwhile.</summary>
    public required bool Alone { get; init; }

    public required CaseStatus Status { get; init; }

    public required Guid? UnitId { get; init; }

    public required DeadlineClass? DeadlineClass { get; init; }

    public required Guid? AcceptedBy { get; init; }

    public required string Category { get; init; }

    /// <summary>A number, as in the row.</summary>
    public required short Severity { get; init; }

    public required DateTimeOffset RiderDueAt { get; init; }

    public required DateTimeOffset? UnitSince { get; init; }

    public required DateTimeOffset? UnitDueAt { get; init; }

    public required DateTimeOffset? UnitDoneAt { get; init; }

    public required DateTimeOffset? FirstAcceptedAt { get; init; }

    public required bool? FirstAcceptedInTime { get; init; }

    public required Guid? FirstUnitId { get; init; }

    public required string? ExternalReference { get; init; }

    public required short Returns { get; init; }

    public required short Reopenings { get; init; }

    public required CaseOutcome? Outcome { get; init; }

    public required Guid? MergedInto { get; init; }

    public required Solved? Solved { get; init; }

    public required Satisfaction? Satisfaction { get; init; }

    public required short Refusals { get; init; }

    public required DateTimeOffset? SupervisedAt { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required string EventKind { get; init; }

    public required Guid? ActorId { get; init; }

    public required string ActorRole { get; init; }

    public required Guid? EventUnit { get; init; }

    public required string RegionCode { get; init; }

    public required string? Note { get; init; }

    public required string? Data { get; init; }

    public required Guid? RequestHash { get; init; }

    public required Guid FactId { get; init; }

    public required string FactType { get; init; }

    public required string FactPayload { get; init; }

    public required string? FactHeaders { get; init; }

    /// <summary>The due moments before, where the step moves one; null where it moves none.</summary>
    public required DateTimeOffset? RiderDueBefore { get; init; }

    public required DateTimeOffset? UnitDueBefore { get; init; }

    /// <summary>What follows by itself; null where nothing does.</summary>
    public required CaseAction? NextAction { get; init; }

    public required Guid? NextUnit { get; init; }

    public required DateTimeOffset? NextAt { get; init; }

    /// <summary>What would have followed by itself does not any more.</summary>
    public required bool EndsNext { get; init; }

    /// <summary>The case's timer is set anew: to <see cref="TimerAt"/>, or away where no clock runs.</summary>
    public required bool SetsTimer { get; init; }

    public DateTimeOffset? TimerAt { get; init; }

    /// <summary>Who on duty is called for it; null: nobody.</summary>
    public Guid? CallId { get; init; }

    public Guid? CallAccount { get; init; }

    public string? CallName { get; init; }

    public DateTimeOffset? CallAnswerBy { get; init; }

    public Guid? CallFactId { get; init; }

    public string? CallFactType { get; init; }

    public string? CallFactPayload { get; init; }
}

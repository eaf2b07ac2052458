using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Imports;

/// <summary>A line that can be taken in.</summary>
public sealed record OldCase
{
    public required string OldNumber { get; init; }

    public required CaseKind Kind { get; init; }

    public required string Category { get; init; }

    public required Severity Severity { get; init; }

    public required FoundRegion Region { get; init; }

    public required Position? Position { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    public required CaseStatus Status { get; init; }

    public required Guid? UnitId { get; init; }

    public required DateTimeOffset? ClosedAt { get; init; }

    public required CaseOutcome? Outcome { get; init; }

    public required bool? Satisfied { get; init; }
}

/// <summary>Why a line is not taken in: the column, and what to do about it.</summary>
public sealed record LineRefusal(string Column, string Zh, string En);

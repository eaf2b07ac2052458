using RiderPlatform.Grievances.Domain.Projects;

namespace RiderPlatform.Grievances.Data;

/// <summary>治理项目: one problem made of many cases, from proposal to the check of whether it came back.</summary>
public sealed class ProjectRow
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public required ProjectStatus Status { get; set; }

    /// <summary>Counts its events and guards every change.</summary>
    public required int Version { get; set; }

    /// <summary>Second level of the category tree.</summary>
    public required string Category { get; init; }

    public required string RegionCode { get; init; }

    public double? Longitude { get; set; }

    public double? Latitude { get; set; }

    public int? RadiusMetres { get; set; }

    /// <summary>JSON: a <see cref="ClusterReason"/>; null for a proposal made by hand.</summary>
    public string? Reason { get; set; }

    /// <summary>The ISO week whose clustering proposed it; null: by hand.</summary>
    public string? ProposedWeek { get; init; }

    /// <summary>Why somebody proposed it by hand.</summary>
    public string? Note { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public Guid? LeadId { get; set; }

    public List<Guid> MemberIds { get; set; } = [];

    public string? Goal { get; set; }

    public DateOnly? DueOn { get; set; }

    public Guid? MergedInto { get; set; }

    /// <summary>How many cases it had when the meeting dropped it: it comes back when it has grown over that.</summary>
    public int? CasesWhenDropped { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When the recurrence check is due; null while there is none to come.</summary>
    public DateTimeOffset? CheckDueAt { get; set; }

    public int? CheckWeeks { get; set; }

    public int? CheckThreshold { get; set; }

    /// <summary>How many cases the last recurrence check found.</summary>
    public int? CameBack { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A case of a project. One that was taken out by hand stays, so that no clustering puts it back.</summary>
public sealed class ProjectCaseRow
{
    public required Guid ProjectId { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>The project is the case's own: false once it is dropped, merged, or the case was taken out.</summary>
    public required bool Active { get; set; }

    public bool TakenOut { get; set; }

    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>任务: what one organisation does for the project.</summary>
public sealed class ProjectItemRow
{
    public required Guid Id { get; init; }

    public required Guid ProjectId { get; init; }

    public required string Text { get; init; }

    public required Guid OrganisationId { get; init; }

    public DateOnly? DueOn { get; init; }

    public DateTimeOffset? DoneAt { get; set; }

    public Guid? DoneBy { get; set; }

    public string? DoneNote { get; set; }

    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>成果; a policy is public.</summary>
public sealed class ProjectOutcomeRow
{
    public required Guid Id { get; init; }

    public required Guid ProjectId { get; init; }

    public required ProjectOutcomeKind Kind { get; init; }

    public required string Text { get; init; }

    public string? Title { get; init; }

    public string? DocumentNumber { get; init; }

    public DateOnly? PublishedOn { get; init; }

    public required string RegionCode { get; init; }

    public required string Category { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>One step in the life of a project; appended, never changed.</summary>
public sealed class ProjectEventRow
{
    public required Guid ProjectId { get; init; }

    /// <summary>The project's version after this step.</summary>
    public required int Version { get; init; }

    public required string Kind { get; init; }

    public required ProjectStatus Status { get; init; }

    /// <summary>Null where the platform itself acted.</summary>
    public Guid? ActorId { get; init; }

    public required string ActorRole { get; init; }

    /// <summary>What was said or decided, for people.</summary>
    public string? Note { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>The clustering of one city's week: its row is the claim that makes it happen once.</summary>
public sealed class ProjectClusteringRow
{
    /// <summary>Four digits.</summary>
    public required string City { get; init; }

    /// <summary>As <see cref="IsoWeek"/> writes it: sorts by time.</summary>
    public required string Week { get; init; }

    /// <summary>The week was over: the result stands. A running week's is made anew each time.</summary>
    public required bool Final { get; set; }

    /// <summary>How many cases the window held.</summary>
    public required int Cases { get; set; }

    /// <summary>JSON: what became of each cluster that was large enough.</summary>
    public required string Result { get; set; }

    public required DateTimeOffset RanAt { get; set; }
}

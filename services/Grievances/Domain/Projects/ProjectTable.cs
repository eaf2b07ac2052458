namespace RiderPlatform.Grievances.Domain.Projects;

public enum ProjectStatus
{
    /// <summary>提出: for the next joint meeting.</summary>
    Proposed,

    /// <summary>立项: it has a lead and runs.</summary>
    Adopted,

    /// <summary>结项: done, and watched for whether it comes back.</summary>
    Closed,

    /// <summary>The recurrence check found it gone.</summary>
    Held,

    /// <summary>The meeting said no.</summary>
    Dropped,

    /// <summary>Part of another one.</summary>
    Merged,
}

public enum ProjectAction
{
    /// <summary>Of the weekly clustering: newer numbers, more cases.</summary>
    Refresh,
    Adopt,
    Merge,

    /// <summary>The other side of a merge.</summary>
    Absorb,
    Drop,
    AddItem,
    ReportItem,
    RecordOutcome,
    Close,

    /// <summary>The recurrence check: nothing came back.</summary>
    Hold,

    /// <summary>The recurrence check: it came back.</summary>
    Reopen,
    AddCases,
    RemoveCases,
}

public enum ProjectOutcomeKind
{
    /// <summary>整改.</summary>
    Fix,

    /// <summary>出台政策: published.</summary>
    Policy,

    /// <summary>资金投入.</summary>
    Investment,
}

/// <param name="Who">Who may; none: the platform itself.</param>
public sealed record ProjectTableLine(
    ProjectAction Action, ProjectStatus From, ProjectStatus To, string Kind, IReadOnlyList<string> Who);

/// <summary>
/// Status × action → status, who may, and the event that it leaves. What stands in no line is refused.
/// </summary>
public static class ProjectTable
{
    /// <summary>Secretaries and dispatchers of the committee sit in the joint meeting.</summary>
    public static readonly IReadOnlyList<string> Meeting = ["secretary", "dispatcher"];

    private static readonly IReadOnlyList<string> Workers = [.. Meeting, "handler"];

    public static readonly IReadOnlyList<ProjectTableLine> Lines =
    [
        new(ProjectAction.Refresh, ProjectStatus.Proposed, ProjectStatus.Proposed, "Refreshed", []),
        new(ProjectAction.Refresh, ProjectStatus.Adopted, ProjectStatus.Adopted, "Refreshed", []),
        new(ProjectAction.Adopt, ProjectStatus.Proposed, ProjectStatus.Adopted, "Adopted", Meeting),
        new(ProjectAction.Merge, ProjectStatus.Proposed, ProjectStatus.Merged, "Merged", Meeting),
        new(ProjectAction.Merge, ProjectStatus.Adopted, ProjectStatus.Merged, "Merged", Meeting),
        new(ProjectAction.Absorb, ProjectStatus.Proposed, ProjectStatus.Proposed, "Absorbed", Meeting),
        new(ProjectAction.Absorb, ProjectStatus.Adopted, ProjectStatus.Adopted, "Absorbed", Meeting),
        new(ProjectAction.Drop, ProjectStatus.Proposed, ProjectStatus.Dropped, "Dropped", Meeting),
        new(ProjectAction.AddItem, ProjectStatus.Adopted, ProjectStatus.Adopted, "ItemAdded", Meeting),
        new(ProjectAction.ReportItem, ProjectStatus.Adopted, ProjectStatus.Adopted, "ItemDone", Workers),
        new(ProjectAction.RecordOutcome, ProjectStatus.Adopted, ProjectStatus.Adopted, "OutcomeRecorded", Meeting),
        new(ProjectAction.Close, ProjectStatus.Adopted, ProjectStatus.Closed, "Closed", Meeting),
        new(ProjectAction.Hold, ProjectStatus.Closed, ProjectStatus.Held, "Held", []),
        new(ProjectAction.Reopen, ProjectStatus.Closed, ProjectStatus.Adopted, "Reopened", []),
        new(ProjectAction.AddCases, ProjectStatus.Proposed, ProjectStatus.Proposed, "CasesAdded", Meeting),
        new(ProjectAction.AddCases, ProjectStatus.Adopted, ProjectStatus.Adopted, "CasesAdded", Meeting),
        new(ProjectAction.RemoveCases, ProjectStatus.Proposed, ProjectStatus.Proposed, "CasesRemoved", Meeting),
        new(ProjectAction.RemoveCases, ProjectStatus.Adopted, ProjectStatus.Adopted, "CasesRemoved", Meeting),
    ];

    public static ProjectTableLine? Find(ProjectStatus from, ProjectAction action) =>
        Lines.FirstOrDefault(l => l.From == from && l.Action == action);

    public static IReadOnlyList<string> WhoMay(ProjectAction action) =>
        Lines.First(l => l.Action == action).Who;

    /// <summary>What persons can do with it now.</summary>
    public static IEnumerable<ProjectTableLine> From(ProjectStatus status, IReadOnlyCollection<string> roles) =>
        Lines.Where(l => l.From == status && l.Who.Any(roles.Contains) && l.Action != ProjectAction.Absorb);
}

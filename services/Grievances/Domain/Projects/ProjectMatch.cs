namespace RiderPlatform.Grievances.Domain.Projects;

/// <summary>What becomes of a cluster.</summary>
public enum ClusterVerdict
{
    /// <summary>A new proposal.</summary>
    Proposed,

    /// <summary>A proposal or project about it runs: it is brought up to date.</summary>
    Linked,

    /// <summary>Its project is closed and its recurrence check is still to come: that one counts.</summary>
    Watched,

    /// <summary>The meeting dropped it, and it has not grown enough since.</summary>
    Dropped,
}

/// <summary>A project that a cluster may be about.</summary>
/// <param name="CasesWhenDropped">How many cases it had then.</param>
public sealed record KnownProject(
    Guid Id, ProjectStatus Status, string Category, string Region, Position? Centre, int RadiusMetres,
    int CasesWhenDropped, IReadOnlySet<Guid> Cases);

public static class ProjectMatch
{
    /// <summary>
    /// One that has some of the cases goes before one near by; a running one before closed and dropped ones; then
    /// whoever has most of the cases.
    /// </summary>
    public static (ClusterVerdict Verdict, KnownProject? Project) Of(
        Cluster cluster, IEnumerable<KnownProject> known, ClusterOptions options)
    {
        var about = known.Select(p => (Project: p, Common: cluster.Cases.Count(p.Cases.Contains)))
            .Where(x => Rank(x.Project.Status) < Rank(ProjectStatus.Held)
                && (x.Common > 0 || IsSamePlace(cluster, x.Project, options)))
            .OrderBy(x => x.Common == 0).ThenBy(x => Rank(x.Project.Status)).ThenByDescending(x => x.Common)
                .ThenBy(x => x.Project.Id)
            .Select(x => x.Project).FirstOrDefault();
        return about switch
        {
            null => (ClusterVerdict.Proposed, null),
            { Status: ProjectStatus.Proposed or ProjectStatus.Adopted } => (ClusterVerdict.Linked, about),
            { Status: ProjectStatus.Closed } => (ClusterVerdict.Watched, about),
            _ => cluster.Cases.Count >= options.Regrown(about.CasesWhenDropped)
                ? (ClusterVerdict.Proposed, null) : (ClusterVerdict.Dropped, about),
        };
    }

    private static bool IsSamePlace(Cluster cluster, KnownProject project, ClusterOptions options) =>
        cluster.Category == project.Category && (cluster.Centre, project.Centre) switch
        {
            ({ } a, { } b) => a.MetresTo(b) <= Math.Max(project.RadiusMetres, options.LinkMetres),
            (null, null) => cluster.Region == project.Region,
            _ => false,
        };

    private static int Rank(ProjectStatus status) => status switch
    {
        ProjectStatus.Adopted => 0,
        ProjectStatus.Proposed => 1,
        ProjectStatus.Closed => 2,
        ProjectStatus.Dropped => 3,
        _ => 4,
    };
}

namespace RiderPlatform.Grievances.Domain.Projects;

/// <summary>Cases about one matter in one place.</summary>
/// <param name="Id">That of its earliest case: no case is in two clusters.</param>
/// <param name="Category">Second level.</param>
/// <param name="Region">The narrowest region that holds every case.</param>
/// <param name="Centre">The mean, to four decimals (11 m); null where the cases have no position.</param>
/// <param name="RadiusMetres">From the centre to the farthest case.</param>
/// <param name="Cases">The earliest first.</param>
public sealed record Cluster(
    Guid Id, string Category, string Region, Position? Centre, int? RadiusMetres, IReadOnlyList<Guid> Cases,
    ClusterReason Why)
{
    public bool IsMet => Why.Tests.All(t => t.IsMet);
}

/// <summary>Why it is one cluster, and whether it is enough: always numbers.</summary>
/// <param name="Weeks">Of the whole window, the oldest first, weeks without a case too.</param>
/// <param name="Recent">In the later half of the window.</param>
/// <param name="Before">In the earlier half.</param>
/// <param name="LinkMetres">No case is farther than this from the next; null: they share their region.</param>
/// <param name="Reporters">Distinct riders; a case that no rider reported counts as one.</param>
public sealed record ClusterReason(
    int Cases, IReadOnlyList<CountOf> Weeks, int Recent, int Before, int Growth, int? LinkMetres, int? RadiusMetres,
    IReadOnlyList<CountOf> Regions, IReadOnlyList<CountOf> Kinds, int Open, int Closed, int Reopened, int Returned,
    int Reporters, IReadOnlyList<ThresholdTest> Tests);

public sealed record CountOf(string Key, int Count);

/// <param name="Name"><c>Cases</c>, <c>Reporters</c>, <c>Weeks</c> or <c>Recent</c>.</param>
public sealed record ThresholdTest(string Name, int Needed, int Found)
{
    public bool IsMet => Found >= Needed;
}

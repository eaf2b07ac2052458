namespace RiderPlatform.Grievances.Domain.Projects;

/// <summary>When many cases are one problem. Configured under <c>Projects</c>; each default has its reason.</summary>
public sealed record ClusterOptions
{
    /// <summary>
    /// Two months: long enough that a monthly forum is in it twice, short enough to be about the present.
    /// </summary>
    public int Weeks { get; init; } = 8;

    /// <summary>
    /// Cases closer than this are about the same place: two blocks of a Chinese inner city, and well over what a
    /// telephone is wrong by between high buildings (some 50 m).
    /// </summary>
    public double LinkMetres { get; init; } = 300;

    /// <summary>
    /// A chain of links that reaches farther says "everywhere", not "here": it is linked anew at half the distance.
    /// </summary>
    public double WidestMetres { get; init; } = 1000;

    /// <summary>Halving ends here: below it, positions differ by error and not by place.</summary>
    public double LeastLinkMetres { get; init; } = 37.5;

    /// <summary>Fewer are dealt with one by one sooner than a meeting sits.</summary>
    public int LeastCases { get; init; } = 5;

    /// <summary>One angry reporter is no general problem.</summary>
    public int LeastReporters { get; init; } = 3;

    /// <summary>All in one week is an incident; a problem comes back.</summary>
    public int LeastWeeks { get; init; } = 2;

    /// <summary>What has not been seen for a month has gone away by itself.</summary>
    public int RecentWeeks { get; init; } = 4;

    /// <summary>A dropped proposal comes back when it has grown by half since the meeting said no …</summary>
    public int RegrowthPercent { get; init; } = 50;

    /// <summary>… and by at least so many cases: half of very few is chance.</summary>
    public int RegrowthCases { get; init; } = 3;

    /// <summary>So many weeks back the job makes up for, after the service was down.</summary>
    public int MostMissedWeeks { get; init; } = 8;

    /// <summary>How many cases a dropped proposal of so many must have to come back.</summary>
    public int Regrown(int before) =>
        Math.Max(before + RegrowthCases, (int)Math.Ceiling(before * (100 + RegrowthPercent) / 100.0));
}

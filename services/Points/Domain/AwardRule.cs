namespace RiderPlatform.Points.Domain;

/// <summary>
/// How many points a solved case earned before there were rule sets: every version is read as a set of its own.
/// </summary>
/// <param name="Id">Stays over all versions: it is part of the award's key, and a new version awards nothing
/// again.</param>
/// <param name="Version">Counts up from 1.</param>
/// <param name="EffectiveFrom">First moment of report that it covers.</param>
/// <param name="DailyCap">Most points for a rider for reports of one day in Asia/Shanghai.</param>
/// <param name="ValidMonths">How long its points are good, to the end of the last month; null: as configured.</param>
public sealed record AwardRule(
    string Id, int Version, DateTimeOffset EffectiveFrom, long Minor, long Ordinary, long Major, long DailyCap,
    int? ValidMonths = null);

public enum AwardOutcome
{
    /// <summary>All that the rule gives.</summary>
    Awarded,

    /// <summary>The part that the day's cap left.</summary>
    Capped,

    /// <summary>Nothing: the day's cap was used up.</summary>
    CapReached,

    /// <summary>Nothing: the fund could not back it.</summary>
    FundExhausted,

    /// <summary>Nothing: no fund covers the region.</summary>
    NoFund,

    /// <summary>Nothing: too soon after the last award by the same line.</summary>
    CoolingOff,

    /// <summary>Nothing: no line of the rules speaks of it.</summary>
    NoRule,

    /// <summary>Nothing: the rules, or the task itself, promise none.</summary>
    NoPoints,

    /// <summary>Nothing: the clue was closed as already known.</summary>
    Duplicate,

    /// <summary>Nothing: the clue was closed as unfounded.</summary>
    Unfounded,

    /// <summary>Nothing: whoever reported it took it back.</summary>
    Withdrawn,

    /// <summary>Nothing: the clue was not taken up.</summary>
    Rejected,
}

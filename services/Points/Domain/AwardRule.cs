namespace RiderPlatform.Points.Domain;

/// <summary>
/// How many points a solved case earns: data, in versions. The version in force when the rider reported counts, so that
/// what was promised is what is given, and so that a rule that starts in the future never surprises a running replica.
/// </summary>
/// <param name="Id">Stays over all versions: it is part of the award's key, and a new version awards nothing
/// again.</param>
/// <param name="Version">Counts up from 1.</param>
/// <param name="EffectiveFrom">First moment of report that it covers.</param>
/// <param name="DailyCap">Most points for a rider for reports of one day in Asia/Shanghai.</param>
/// <param name="ValidMonths">How long its points are good, to the end of the last month; null: as configured.</param>
public sealed record AwardRule(
    string Id, int Version, DateTimeOffset EffectiveFrom, long Minor, long Ordinary, long Major, long DailyCap,
    int? ValidMonths = null)
{
    /// <summary>Null for a severity that no contract names.</summary>
    public long? PointsFor(string severity) => severity switch
    {
        "Minor" => Minor,
        "Ordinary" => Ordinary,
        "Major" => Major,
        _ => null,
    };
}

/// <summary>What a closed case asks for, before the day's cap and the fund are looked at.</summary>
public sealed record AwardClaim(string Key, AwardRule Rule, DateOnly Day, long Points);

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
}

namespace RiderPlatform.Points.Domain;

/// <summary>All versions of a rule; pure.</summary>
public sealed class RuleBook(string ruleId, IEnumerable<AwardRule> versions)
{
    /// <summary>The rule for solved cases.</summary>
    public const string SolvedCase = "solved-case";

    /// <summary>The rule for volunteer work that a community accepted.</summary>
    public const string VerifiedDemand = "verified-demand";

    /// <summary>The rule for looking whether a resolved hazard is fixed.</summary>
    public const string VerifiedHazard = "verified-hazard";

    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);
    private readonly AwardRule[] _versions =
        [.. versions.Where(v => v.Id == ruleId).OrderBy(v => v.EffectiveFrom).ThenBy(v => v.Version)];

    public bool IsEmpty => _versions.Length == 0;

    /// <summary>
    /// Null when no version was in force, or it says nothing about the severity: no retry will change that.
    /// </summary>
    public AwardClaim? Claim(Guid caseId, string severity, DateTimeOffset reportedAt)
    {
        var rule = Array.FindLast(_versions, v => v.EffectiveFrom <= reportedAt);
        return rule?.PointsFor(severity) is { } points
            ? new AwardClaim($"closed:{caseId}:{rule.Id}", rule, DayOf(reportedAt), points)
            : null;
    }

    /// <summary>China keeps one time zone without summer time since 1992: a fixed offset needs no zone data.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Shanghai).DateTime);
}

namespace RiderPlatform.Points.Domain;

/// <summary>All versions of the rules; pure.</summary>
public sealed class RuleBook(IEnumerable<RuleSet> sets)
{
    /// <summary>A clue was solved and closed.</summary>
    public const string SolvedCase = "solved-case";

    /// <summary>A community accepted volunteer work.</summary>
    public const string VerifiedDemand = "verified-demand";

    /// <summary>A rider looked whether a resolved hazard is fixed.</summary>
    public const string VerifiedHazard = "verified-hazard";

    public static readonly IReadOnlyList<string> Events = [SolvedCase, VerifiedDemand, VerifiedHazard];

    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);
    private readonly RuleSet[] _sets = [.. sets.OrderBy(v => v.EffectiveFrom).ThenBy(v => v.Version)];

    /// <summary>Some version weighs riders by what they are; where none does, nobody needs to ask.</summary>
    public bool Weighs { get; } = sets.Any(s => s.Content.Weights.Count > 0);

    public RuleSet? At(DateTimeOffset moment) => Array.FindLast(_sets, v => v.EffectiveFrom <= moment);

    /// <summary>Null when no version was in force: no retry will change that.</summary>
    public AwardClaim? Claim(RuleEvent e, Standing standing) => At(e.At) is { } set ? Claim(set, e, standing) : null;

    public static AwardClaim Claim(RuleSet set, RuleEvent e, Standing standing)
    {
        var line = set.Content.LineFor(e);
        return new AwardClaim(
            set, line, DayOf(e.At), line is null ? 0 : line.Points ?? e.Promised ?? 0,
            set.Content.PercentFor(standing, e));
    }

    /// <summary>China keeps one time zone without summer time since 1992: a fixed offset needs no zone data.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Shanghai).DateTime);

    /// <summary>The Monday of its week.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

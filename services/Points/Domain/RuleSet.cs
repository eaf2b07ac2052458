namespace RiderPlatform.Points.Domain;

/// <summary>
/// What earns points, as data and in versions: the version in force when the thing was done counts, so that what was
/// promised is what is given, and so that a version that starts in the future never surprises a running replica.
/// </summary>
/// <param name="Version">Counts up from 1 over all that were published.</param>
/// <param name="EffectiveFrom">First moment that it covers.</param>
public sealed record RuleSet(int Version, DateTimeOffset EffectiveFrom, RuleContent Content)
{
    /// <summary>Of an older rule, which spoke of solved cases by severity alone.</summary>
    public static RuleSet Of(AwardRule rule) => new(rule.Version, rule.EffectiveFrom, new RuleContent
    {
        Lines =
        [
            new RuleLine { Id = "minor", Event = RuleBook.SolvedCase, Severity = "Minor", Points = rule.Minor },
            new RuleLine
            {
                Id = "ordinary", Event = RuleBook.SolvedCase, Severity = "Ordinary", Points = rule.Ordinary,
            },
            new RuleLine { Id = "major", Event = RuleBook.SolvedCase, Severity = "Major", Points = rule.Major },
            new RuleLine { Id = "urgent", Event = RuleBook.SolvedCase, Severity = "Urgent", Points = rule.Major },
            new RuleLine { Id = "demand", Event = RuleBook.VerifiedDemand },
            new RuleLine { Id = "hazard", Event = RuleBook.VerifiedHazard },
        ],
        Caps =
        [
            new RuleCap(RuleBook.SolvedCase, rule.DailyCap, null),
            new RuleCap(RuleBook.VerifiedDemand, TaskDailyCap, null),
            new RuleCap(RuleBook.VerifiedHazard, TaskDailyCap, null),
        ],
        ValidMonths = rule.ValidMonths,
    });

    /// <summary>Two full demands.</summary>
    private const long TaskDailyCap = 200;
}

public sealed record RuleContent
{
    public IReadOnlyList<RuleLine> Lines { get; init; } = [];

    /// <summary>At most one for a kind of event.</summary>
    public IReadOnlyList<RuleCap> Caps { get; init; } = [];

    public IReadOnlyList<RuleWeight> Weights { get; init; } = [];

    /// <summary>How long the points are good, to the end of the last month; null: as configured.</summary>
    public int? ValidMonths { get; init; }

    public RuleCap? CapOf(string kind) => Caps.FirstOrDefault(c => c.Event == kind);

    /// <summary>The most specific line that speaks of it: by place, category, severity; else the first.</summary>
    public RuleLine? LineFor(RuleEvent e) => Lines.Where(l => l.SpeaksOf(e))
        .OrderByDescending(l => l.Region?.Length ?? 0).ThenByDescending(l => l.Category?.Length ?? 0)
        .ThenByDescending(l => l.Severity is not null).FirstOrDefault();

    /// <summary>In percent of what a line gives: the best of what the rider is; 100 where nothing is said.</summary>
    public int PercentFor(Standing standing, RuleEvent e) => Weights
        .Where(w => w.Standing == RuleWeight.Member
            ? standing.IsMember : standing.Posts.Any(p => p.Kind == w.Standing && p.HoldsFor(e)))
        .Select(w => w.Percent).DefaultIfEmpty(100).Max();
}

/// <summary>Points for one kind of event, as narrow as it says.</summary>
public sealed record RuleLine
{
    /// <summary>Names the line in decisions and in its cap's counter: small letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary><c>solved-case</c>, <c>verified-demand</c>, <c>verified-hazard</c>.</summary>
    public required string Event { get; init; }

    /// <summary><c>Reporter</c>, who did it; <c>Joiner</c>, who had joined the clue.</summary>
    public string Role { get; init; } = RuleEvent.Reporter;

    /// <summary>A category with everything below it: <c>road</c> is <c>road.damage</c> too; null: any.</summary>
    public string? Category { get; init; }

    /// <summary>Null: any.</summary>
    public string? Severity { get; init; }

    /// <summary>Region prefix; null: everywhere.</summary>
    public string? Region { get; init; }

    /// <summary>Null: what the task promised.</summary>
    public long? Points { get; init; }

    /// <summary>Most points of a rider by this line for one day in China.</summary>
    public long? PerDay { get; init; }

    /// <summary>Between two awards of a rider by this line; what is nearer gives nothing.</summary>
    public int? CoolingMinutes { get; init; }

    public bool SpeaksOf(RuleEvent e) => Event == e.Kind && Role == e.Role
        && (Severity is null || Severity == e.Severity)
        && (Region is null || e.Region.StartsWith(Region, StringComparison.Ordinal))
        && (Category is null || e.Category == Category
            || e.Category.StartsWith(Category + ".", StringComparison.Ordinal));
}

/// <summary>Most points of a rider for one kind of event.</summary>
/// <param name="PerDay">By the day of the event in China; null: no such bound.</param>
/// <param name="PerWeek">From Monday to Sunday.</param>
public sealed record RuleCap(string Event, long? PerDay, long? PerWeek);

/// <param name="Standing"><c>Member</c>, or the kind of a post.</param>
public sealed record RuleWeight(string Standing, int Percent)
{
    public const string Member = "Member";
}

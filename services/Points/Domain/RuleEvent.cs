namespace RiderPlatform.Points.Domain;

/// <summary>Something that a rider did and that was verified, as rules look at it.</summary>
/// <param name="Kind">As in <see cref="RuleLine.Event"/>.</param>
/// <param name="Promised">Points that the task promised; null where none does.</param>
/// <param name="At">When it was done or reported: decides the version, the day and the week.</param>
public sealed record RuleEvent(
    string Kind, string Role, string Category, string? Severity, string Region, long? Promised, DateTimeOffset At)
{
    public const string Reporter = "Reporter";
    public const string Joiner = "Joiner";

    internal static readonly string[] Severities = ["Minor", "Ordinary", "Major", "Urgent"];

    /// <summary>False: the contract names no such severity; the message is at fault and not the rules.</summary>
    public bool IsKnown => Kind != RuleBook.SolvedCase || Severities.Contains(Severity);
}

/// <summary>What a rider is, by which points weigh more or less.</summary>
public sealed record Standing(bool IsMember, IReadOnlyList<HeldPost> Posts)
{
    public static readonly Standing None = new(false, []);
}

/// <param name="Until">Up to but without this day.</param>
public sealed record HeldPost(string Kind, string RegionCode, DateOnly From, DateOnly? Until)
{
    public bool HoldsFor(RuleEvent e) =>
        e.Region.StartsWith(RegionCode, StringComparison.Ordinal) && From <= RuleBook.DayOf(e.At)
            && (Until is null || RuleBook.DayOf(e.At) < Until);
}

/// <summary>What an event asks for, before caps, cooling-off and the fund are looked at.</summary>
/// <param name="Line">Null: no line speaks of it, and it gives nothing.</param>
/// <param name="Base">What the line gives to anybody.</param>
/// <param name="Percent">The rider's weight.</param>
public sealed record AwardClaim(RuleSet Set, RuleLine? Line, DateOnly Day, long Base, int Percent)
{
    /// <summary>Whole points, what is left over falls away.</summary>
    public long Wanted => (long)((Int128)Base * Percent / 100);

    /// <summary>Why it gives nothing, whatever caps say; null: they decide.</summary>
    public AwardOutcome? Nothing => Line is null ? AwardOutcome.NoRule
        : Wanted == 0 ? AwardOutcome.NoPoints : null;
}

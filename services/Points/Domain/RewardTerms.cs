namespace RiderPlatform.Points.Domain;

/// <summary>Who may have a reward, and how many.</summary>
/// <param name="Limit">Most vouchers of a rider; null: no such bound. One that expired does not count.</param>
/// <param name="LimitDays">Within so many days before now; null: ever.</param>
/// <param name="MembersOnly">Only party members.</param>
/// <param name="Posts">Only who holds one of these posts now; empty: nobody needs one.</param>
public sealed record RewardTerms(int? Limit, int? LimitDays, bool MembersOnly, IReadOnlyList<string> Posts)
{
    public static readonly RewardTerms Open = new(null, null, false, []);

    public bool Admits(Standing standing, DateTimeOffset now)
    {
        var today = RuleBook.DayOf(now);
        return (!MembersOnly || standing.IsMember) && (Posts.Count == 0 || standing.Posts.Any(p =>
            Posts.Contains(p.Kind) && p.From <= today && (p.Until is null || today < p.Until)));
    }

    /// <param name="issued">When the rider's vouchers for it were issued, without those that expired.</param>
    public bool IsReached(IEnumerable<DateTimeOffset> issued, DateTimeOffset now) => Limit is { } most
        && issued.Count(at => LimitDays is not { } days || at > now.AddDays(-days)) >= most;
}

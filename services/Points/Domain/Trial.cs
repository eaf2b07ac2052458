namespace RiderPlatform.Points.Domain;

/// <summary>
/// What rules would give for events one after the other, reckoned in memory: caps and cooling-off as the posting keeps
/// them, but no fund. Nothing is written.
/// </summary>
public sealed class Trial(RuleSet set)
{
    private readonly Dictionary<(Guid Rider, string Counter, DateOnly From), long> _given = [];
    private readonly Dictionary<(Guid Rider, string Line), DateTimeOffset> _last = [];

    /// <summary>The points of the next event.</summary>
    public long Decide(Guid rider, RuleEvent e, Standing standing)
    {
        var claim = RuleBook.Claim(set, e, standing);
        if (claim.Line is not { } line || claim.Nothing is not null || Cools(rider, line, e.At))
        {
            return 0;
        }

        var cap = set.Content.CapOf(e.Kind);
        var bounds = new[]
        {
            (Counter: (rider, $"{e.Kind}/{line.Id}", claim.Day), Most: line.PerDay),
            (Counter: (rider, e.Kind, claim.Day), Most: cap?.PerDay),
            (Counter: (rider, $"{e.Kind} week", RuleBook.WeekOf(claim.Day)), Most: cap?.PerWeek),
        };
        var points = claim.Wanted;
        foreach (var (counter, most) in bounds)
        {
            points = Math.Max(0, Math.Min(points, (most ?? long.MaxValue) - _given.GetValueOrDefault(counter)));
        }

        foreach (var (counter, _) in bounds)
        {
            _given[counter] = _given.GetValueOrDefault(counter) + points;
        }

        if (points > 0 && line.CoolingMinutes is not null)
        {
            var last = _last.GetValueOrDefault((rider, line.Id), e.At);
            _last[(rider, line.Id)] = last > e.At ? last : e.At;
        }

        return points;
    }

    private bool Cools(Guid rider, RuleLine line, DateTimeOffset at) => line.CoolingMinutes is { } minutes
        && _last.TryGetValue((rider, line.Id), out var last) && (at - last).Duration() < TimeSpan.FromMinutes(minutes);
}

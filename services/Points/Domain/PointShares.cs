namespace RiderPlatform.Points.Domain;

/// <summary>A rider's points that one fund backs: of one lot where points are drawn.</summary>
public sealed record Purse(Guid FundId, long AccountId, long Available, long FenPerPoint)
{
    /// <summary>The award that they came from.</summary>
    public Guid LotId { get; init; }
}

/// <summary>The part of a price that one fund's points pay.</summary>
public sealed record PointShare(Purse Purse, long Points)
{
    /// <summary>The money that stands behind these points.</summary>
    public long BackingFen => Points * Purse.FenPerPoint;
}

/// <summary>
/// A point is a point to the rider, whichever fund gave it; its money follows it. So a price is drawn from purse after
/// purse, and what the reward costs is borne by the same funds in proportion to the money behind the points.
/// </summary>
public static class PointShares
{
    /// <summary>Null when the purses hold too little. Draws in the order given.</summary>
    public static IReadOnlyList<PointShare>? Draw(long price, IEnumerable<Purse> purses)
    {
        var shares = new List<PointShare>();
        var open = price;
        foreach (var purse in purses.Where(p => p.Available > 0))
        {
            if (open == 0)
            {
                break;
            }

            var points = Math.Min(open, purse.Available);
            shares.Add(new PointShare(purse, points));
            open -= points;
        }

        return open == 0 ? shares : null;
    }

    /// <summary>
    /// What each share pays of a cost, to the fen and never more than its backing; null when the backing is too small.
    /// Fen that do not divide go to the first shares with room.
    /// </summary>
    public static IReadOnlyList<long>? SplitCost(long costFen, IReadOnlyList<PointShare> shares)
    {
        var backing = shares.Sum(s => s.BackingFen);
        if (costFen > backing)
        {
            return null;
        }

        var parts = shares.Select(s => (long)((Int128)costFen * s.BackingFen / Math.Max(1, backing))).ToArray();
        var rest = costFen - parts.Sum();
        for (var i = 0; rest > 0; i++)
        {
            var more = Math.Min(rest, shares[i].BackingFen - parts[i]);
            parts[i] += more;
            rest -= more;
        }

        return parts;
    }
}

namespace RiderPlatform.Points.Domain;

/// <summary>Places of riders by what they earned.</summary>
public static class Ranking
{
    /// <summary>
    /// Most points first. Equal points share a place, and the next place counts everybody before it: 1, 1, 3. Within a
    /// place, who reached the sum first stands first, then by id. Who earned nothing, or was taken back all, has none.
    /// </summary>
    public static IReadOnlyList<Ranked> Of(IEnumerable<EarnedSum> sums)
    {
        var ordered = sums.Where(s => s.Points > 0)
            .OrderByDescending(s => s.Points).ThenBy(s => s.ReachedAt).ThenBy(s => s.RiderId).ToList();
        var ranked = new List<Ranked>(ordered.Count);
        for (var i = 0; i < ordered.Count; i++)
        {
            var place = i > 0 && ordered[i - 1].Points == ordered[i].Points ? ranked[i - 1].Place : i + 1;
            ranked.Add(new Ranked(place, ordered[i].RiderId, ordered[i].Points, ordered[i].ReachedAt));
        }

        return ranked;
    }
}

/// <param name="Points">Awards less what was taken back.</param>
/// <param name="ReachedAt">Since when it is this sum: the moment of the last award or clawback in it.</param>
public readonly record struct EarnedSum(Guid RiderId, long Points, DateTimeOffset ReachedAt);

/// <param name="Place">From 1.</param>
public readonly record struct Ranked(int Place, Guid RiderId, long Points, DateTimeOffset ReachedAt);

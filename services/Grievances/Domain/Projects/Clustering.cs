namespace RiderPlatform.Grievances.Domain.Projects;

/// <summary>
/// Category × place × time. The same cases give the same clusters with the same ids, in whatever order they come:
/// they are sorted first, and positions are taken to four decimals (11 m), which is finer than any telephone knows.
/// </summary>
public static class Clustering
{
    /// <summary>Says nothing about the matter: then only a common place makes one of several.</summary>
    private const string Anything = "other";

    private static readonly int[] Levels = [2, 4, 6, 9, 12];

    /// <param name="last">The window's last week.</param>
    /// <returns>Every cluster of at least two cases, the largest first.</returns>
    public static IReadOnlyList<Cluster> Of(IEnumerable<CasePoint> points, IsoWeek last, ClusterOptions options)
    {
        var (from, to) = (last.Plus(1 - options.Weeks).Start, last.End);
        var sorted = points.Where(p => p.ReportedAt >= from && p.ReportedAt < to).DistinctBy(p => p.Id)
            .OrderBy(p => p.ReportedAt).ThenBy(p => p.Id).ToList();
        var clusters = new List<Cluster>();
        foreach (var topic in sorted.GroupBy(p => CasePoint.TopicOf(p.Category)))
        {
            foreach (var members in topic.Where(p => p.At is null && topic.Key != Anything).GroupBy(p => p.Region)
                .Where(g => g.Skip(1).Any()))
            {
                clusters.Add(Describe(topic.Key, [.. members], null, last, options));
            }

            AddPlaces(clusters, topic.Key, [.. topic.Where(p => p.At is not null)], options.LinkMetres, last, options);
        }

        return [.. clusters.OrderByDescending(c => c.Cases.Count).ThenBy(c => c.Category, StringComparer.Ordinal)
            .ThenBy(c => c.Id)];
    }

    private static void AddPlaces(
        List<Cluster> clusters, string topic, IReadOnlyList<CasePoint> members, double link, IsoWeek last,
        ClusterOptions options)
    {
        if (members.Count < 2)
        {
            return;
        }

        var spots = members.Select(m => Rounded(m.At!.Value)).Distinct().ToList();
        var groups = PlaceLinks.Of(spots, link);
        var groupOf = spots.Zip(groups).ToDictionary(x => x.First, x => x.Second);
        foreach (var group in members.GroupBy(m => groupOf[Rounded(m.At!.Value)]).Where(g => g.Skip(1).Any()))
        {
            var cluster = Describe(topic, [.. group], link, last, options);
            if (cluster.RadiusMetres > options.WidestMetres && link / 2 >= options.LeastLinkMetres)
            {
                AddPlaces(clusters, topic, [.. group], link / 2, last, options);
            }
            else
            {
                clusters.Add(cluster);
            }
        }
    }

    private static Cluster Describe(
        string topic, IReadOnlyList<CasePoint> members, double? link, IsoWeek last, ClusterOptions options)
    {
        var centre = link is null ? (Position?)null : Rounded(new(
            members.Average(m => m.At!.Value.Longitude), members.Average(m => m.At!.Value.Latitude)));
        var radius = centre is { } middle
            ? (int?)Math.Ceiling(members.Max(m => Rounded(m.At!.Value).MetresTo(middle))) : null;
        var weeks = new int[options.Weeks];
        foreach (var member in members)
        {
            weeks[options.Weeks - 1 - last.Since(IsoWeek.Of(member.ReportedAt))]++;
        }

        var recent = weeks[(options.Weeks / 2)..].Sum();
        var reporters = members.Where(m => m.Reporter is not null).Select(m => m.Reporter).Distinct().Count()
            + members.Count(m => m.Reporter is null);
        var open = members.Count(m => m.Open);
        return new(members[0].Id, topic, RegionOf(members), centre, radius, [.. members.Select(m => m.Id)], new(
            members.Count, [.. weeks.Select((n, i) => new CountOf(last.Plus(i + 1 - options.Weeks).ToString(), n))],
            recent, members.Count - recent, recent - (members.Count - recent), (int?)link, radius,
            Counts(members.Select(m => m.Region)), Counts(members.Select(m => m.Kind.ToString())), open,
            members.Count - open, members.Count(m => m.Reopened), members.Count(m => m.Returned), reporters,
            [
                new("Cases", options.LeastCases, members.Count), new("Reporters", options.LeastReporters, reporters),
                new("Weeks", options.LeastWeeks, weeks.Count(n => n > 0)),
                new("Recent", 1, weeks[^Math.Min(options.RecentWeeks, options.Weeks)..].Sum()),
            ]));
    }

    private static IReadOnlyList<CountOf> Counts(IEnumerable<string> keys) =>
        [.. keys.GroupBy(k => k).Select(g => new CountOf(g.Key, g.Count())).OrderByDescending(c => c.Count)
            .ThenBy(c => c.Key, StringComparer.Ordinal)];

    private static string RegionOf(IReadOnlyList<CasePoint> members)
    {
        var shared = members[0].Region;
        foreach (var member in members)
        {
            shared = shared[..shared.Zip(member.Region).TakeWhile(x => x.First == x.Second).Count()];
        }

        return members.All(m => m.Region == shared) ? shared
            : shared[..Levels.LastOrDefault(l => l <= shared.Length)];
    }

    private static Position Rounded(Position at) => new(Math.Round(at.Longitude, 4), Math.Round(at.Latitude, 4));
}

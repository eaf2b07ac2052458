using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;

namespace RiderPlatform.Grievances.Tests.Projects;

/// <summary>Many cases, one problem: found the same way whoever looks, and explained in numbers.</summary>
public sealed class ClusteringTests
{
    private static readonly ClusterOptions Options = new();
    private static readonly IsoWeek Last = IsoWeek.Parse("2026-W47")!.Value;
    private static readonly string[] Categories = ["road.manhole", "access.parking", "labour.pay.arrears", "other"];
    private static readonly string[] Regions = ["510104022", "510104017", "510105001"];

    /// <summary>Places a few hundred metres apart, so that some are near each other and some are not.</summary>
    private static CasePoint Point(int seed)
    {
        var random = new Random(seed);
        var id = new byte[16];
        random.NextBytes(id);
        var at = new Position(104.05 + (random.Next(60) * 0.001), 30.65 + (random.Next(20) * 0.001));
        return new(
            new Guid(id), Categories[random.Next(4)], Regions[random.Next(3)], random.Next(4) == 0 ? null : at,
            Last.End.AddMinutes(-random.Next(1, 60 * 24 * 60)), random.Next(2) == 0 ? CaseKind.Clue
                : CaseKind.Grievance,
            random.Next(2) == 0, random.Next(5) == 0, random.Next(5) == 0,
            random.Next(6) == 0 ? null : new Guid(random.Next(9), 0, 0, new byte[8]));
    }

    private static Arbitrary<CasePoint[]> Points =>
        Gen.Choose(0, int.MaxValue).Select(Point).ArrayOf().Resize(120).ToArbitrary();

    private static string Json(IEnumerable<Cluster> clusters) => JsonSerializer.Serialize(clusters);

    [Fact]
    public void Order_DoesNotMatter_NorDoesTellingACaseTwice() => Prop.ForAll(Points, points =>
    {
        var first = Json(Clustering.Of(points, Last, Options));
        var mixed = points.Reverse().Concat(points).OrderBy(p => p.Id).ToList();
        Assert.Equal(first, Json(Clustering.Of(mixed, Last, Options)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void EveryCluster_IsExplained_AndNoCaseIsInTwo() => Prop.ForAll(Points, points =>
    {
        var clusters = Clustering.Of(points, Last, Options);
        var all = clusters.SelectMany(c => c.Cases).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        foreach (var (cluster, why) in clusters.Select(c => (c, c.Why)))
        {
            Assert.Equal(cluster.Cases.Count, why.Cases);
            Assert.Equal(why.Cases, why.Weeks.Sum(w => w.Count));
            Assert.Equal(Options.Weeks, why.Weeks.Count);
            Assert.Equal(why.Cases, why.Recent + why.Before);
            Assert.Equal(why.Growth, why.Recent - why.Before);
            Assert.Equal(why.Cases, why.Regions.Sum(r => r.Count));
            Assert.Equal(why.Cases, why.Kinds.Sum(k => k.Count));
            Assert.Equal(why.Cases, why.Open + why.Closed);
            Assert.InRange(why.Reporters, 1, why.Cases);
            Assert.All(why.Regions, r => Assert.StartsWith(cluster.Region, r.Key, StringComparison.Ordinal));
            Assert.Equal(cluster.Id, cluster.Cases[0]);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Places_AreLinkedAsByComparingAllWithAll() => Prop.ForAll(Points, points =>
    {
        var whole = Options with { WidestMetres = double.MaxValue };
        var placed = points.Where(p => p.At is not null && p.ReportedAt >= Last.Plus(-7).Start).DistinctBy(p => p.Id)
            .ToList();
        var clusters = Clustering.Of(placed, Last, whole);
        var of = clusters.SelectMany(c => c.Cases.Select(id => (id, c.Id))).ToDictionary(x => x.id, x => x.Id);
        foreach (var group in placed.GroupBy(p => CasePoint.TopicOf(p.Category)))
        {
            var members = group.ToList();
            foreach (var a in members)
            {
                var near = members.Where(b => b.Id != a.Id && b.At!.Value.MetresTo(a.At!.Value) <= whole.LinkMetres);
                Assert.Equal(near.Any(), of.ContainsKey(a.Id));
                Assert.All(near, b => Assert.Equal(of[a.Id], of[b.Id]));
            }
        }

        Assert.All(clusters, c => Assert.Equal(1, Components(c, placed, whole.LinkMetres)));
    }).QuickCheckThrowOnFailure();

    private static int Components(Cluster cluster, List<CasePoint> points, double metres)
    {
        var left = points.Where(p => cluster.Cases.Contains(p.Id)).ToList();
        var components = 0;
        for (; left.Count > 0; components++)
        {
            var open = new Queue<CasePoint>([left[0]]);
            left.RemoveAt(0);
            while (open.TryDequeue(out var next))
            {
                foreach (var near in left.Where(p => p.At!.Value.MetresTo(next.At!.Value) <= metres).ToList())
                {
                    left.Remove(near);
                    open.Enqueue(near);
                }
            }
        }

        return components;
    }

    [Fact]
    public void AChainThatReachesEverywhere_IsCutByHalfTheDistance()
    {
        // Two crowds 2 km apart, and a string of cases between them, 200 m from each other.
        var crowd = Enumerable.Range(0, 6).Select(i => At(i, 104.05 + (i * 0.0002), i));
        var other = Enumerable.Range(0, 6).Select(i => At(100 + i, 104.0725 + (i * 0.0002), i));
        var between = Enumerable.Range(0, 10).Select(i => At(50 + i, 104.0527 + (i * 0.002), i));
        var clusters = Clustering.Of([.. crowd, .. other, .. between], Last, Options);
        Assert.Equal([6, 6], clusters.Select(c => c.Cases.Count));
        Assert.All(clusters, c => Assert.Equal((150, true), (c.Why.LinkMetres, c.RadiusMetres < 100)));
    }

    private static CasePoint At(
        int n, double longitude, int reporter, int weeksAgo = 0, string category = "road.manhole") =>
        new(new Guid(n + 1, 0, 0, new byte[8]), category, "510104022", new(longitude, 30.65),
            Last.Plus(-weeksAgo).Start.AddHours(n), CaseKind.Clue, true, false, false,
            new Guid(reporter + 1, 0, 0, new byte[8]));

    [Theory]
    [InlineData(5, 3, 2, true)]
    [InlineData(4, 3, 2, false)]
    [InlineData(5, 2, 2, false)]
    [InlineData(5, 3, 1, false)]
    public void Thresholds_AreCasesReportersAndWeeks(int cases, int reporters, int weeks, bool met)
    {
        var cluster = Assert.Single(Clustering.Of(
            Enumerable.Range(0, cases).Select(i => At(i, 104.05, i % reporters, i % weeks)), Last, Options));
        Assert.Equal(met, cluster.IsMet);
        Assert.Equal(["Cases", "Reporters", "Weeks", "Recent"], cluster.Why.Tests.Select(t => t.Name));
    }

    [Fact]
    public void WhatWentAwayByItself_IsNoProposal_AndGrowthIsANumber()
    {
        var old = Assert.Single(Clustering.Of(
            Enumerable.Range(0, 6).Select(i => At(i, 104.05, i, 5 + (i % 2))), Last, Options));
        Assert.Equal((false, 0, 6, -6), (old.IsMet, old.Why.Recent, old.Why.Before, old.Why.Growth));
        var grown = Assert.Single(Clustering.Of(
            Enumerable.Range(0, 6).Select(i => At(i, 104.05, i, i == 0 ? 6 : 1)), Last, Options));
        Assert.Equal((true, 5, 1, 4), (grown.IsMet, grown.Why.Recent, grown.Why.Before, grown.Why.Growth));
        Assert.Equal(("2026-W40", "2026-W47"), (grown.Why.Weeks[0].Key, grown.Why.Weeks[^1].Key));
    }

    [Fact]
    public void Match_LinksWhatRuns_HoldsBackWhatWasDropped_UntilItHasGrownByHalf()
    {
        Cluster Of(int cases) => Assert.Single(Clustering.Of(
            Enumerable.Range(0, cases).Select(i => At(i, 104.05, i, i % 2)), Last, Options));
        var ids = Of(6).Cases.ToHashSet();
        KnownProject Known(int n, ProjectStatus status, bool shares) => new(
            new Guid(n, 0, 0, new byte[8]), status, "road.manhole", "510104022", new(104.05, 30.65), 50, 6,
            shares ? ids : new HashSet<Guid>());
        (ClusterVerdict, int?) Match(int cases, params KnownProject[] known) =>
            ProjectMatch.Of(Of(cases), known, Options) is var (verdict, p)
                ? (verdict, p is null ? null : Array.FindIndex(known, k => k.Id == p.Id)) : default;

        Assert.Equal((ClusterVerdict.Proposed, null), Match(6));
        Assert.Equal((ClusterVerdict.Linked, 0), Match(6, Known(1, ProjectStatus.Proposed, false)));
        Assert.Equal((ClusterVerdict.Linked, 1), Match(
            6, Known(1, ProjectStatus.Adopted, false), Known(2, ProjectStatus.Proposed, true)));
        Assert.Equal((ClusterVerdict.Watched, 0), Match(6, Known(1, ProjectStatus.Closed, true)));
        Assert.Equal((ClusterVerdict.Dropped, 0), Match(8, Known(1, ProjectStatus.Dropped, true)));
        Assert.Equal((ClusterVerdict.Proposed, null), Match(9, Known(1, ProjectStatus.Dropped, true)));
        Assert.Equal((ClusterVerdict.Proposed, null), Match(6, Known(1, ProjectStatus.Held, true)));
        Assert.Equal((8, 9, 30), (Options.Regrown(5), Options.Regrown(6), Options.Regrown(20)));
    }

    [Fact]
    public void AHundredThousandCases_TakeSeconds()
    {
        var random = new Random(7);
        var points = Enumerable.Range(0, 100_000).Select(i => new CasePoint(
            new Guid(i, 0, 0, new byte[8]), Categories[i % 2], "510104022",
            new(104.0 + (random.NextDouble() * 0.2), 30.6 + (random.NextDouble() * 0.2)),
            Last.End.AddMinutes(-random.Next(1, 50_000)), CaseKind.Clue, true, false, false,
            new Guid(i % 5000, 0, 0, new byte[8]))).ToList();
        var started = TimeProvider.System.GetTimestamp();
        var clusters = Clustering.Of(points, Last, Options);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 20);
        Assert.NotEmpty(clusters);
    }

    [Theory]
    [InlineData("2026-11-22T15:59:59Z", "2026-W47")]
    [InlineData("2026-11-22T16:00:00Z", "2026-W48")]
    [InlineData("2026-12-31T16:00:00Z", "2026-W53")]
    [InlineData("2027-01-03T16:00:00Z", "2027-W01")]
    public void Week_IsOfChina_AndOfIso8601(string moment, string week)
    {
        var of = IsoWeek.Of(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((week, of), (of.ToString(), IsoWeek.Parse(week)!.Value));
        Assert.Equal((TimeSpan.FromDays(7), of), (of.End - of.Start, of.Plus(5).Plus(-5)));
        Assert.Null(IsoWeek.Parse("2027-W53"));
        Assert.Null(IsoWeek.Parse("2026W47"));
    }
}

using FsCheck;
using FsCheck.Fluent;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class RoutingPolicyTests
{
    private static readonly string[] Categories = ["road.manhole", "road", "environment", "food.safety", "*"];
    private static readonly string[] Regions = ["51", "5101", "510104", "510105", "510104022"];

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    private static Duty Duty(int n, string category, string region, int priority = 100) =>
        new(Id(1000 + n), Id(n), category, region, priority);

    [Fact]
    public void Choose_TheNamedMatter_GoesBeforeTheDefaultOwnerOfASmallerRegion()
    {
        var decision =
            RoutingPolicy.Choose(
            "road.manhole", "510104022", [Duty(1, "*", "510104022"), Duty(2, "road.manhole", "510104")]);
        Assert.Equal((Id(2), "SpecificDuty"), (decision.UnitId, decision.Rule));
        Assert.Equal("DefaultOwner", decision.Candidates[1].Reason);
    }

    [Fact]
    public void Choose_MostSpecificRegion_ThenCategory_ThenPriority_ThenId()
    {
        Duty[] duties =
        [
            Duty(1, "road", "5101"), Duty(2, "road.manhole", "5101"), Duty(3, "road", "510104"),
                Duty(4, "road.manhole", "510104", 200),
            Duty(6, "road.manhole", "510104", 100), Duty(5, "road.manhole", "510104", 100),
        ];
        var decision = RoutingPolicy.Choose("road.manhole", "510104022", duties);
        Assert.Equal([Id(5), Id(6), Id(4), Id(3), Id(2), Id(1)], decision.Candidates.Select(c => c.UnitId));
        Assert.Equal(
            ["Chosen", "HigherId", "LowerPriority", "WiderCategory", "WiderRegion", "WiderCategory"],
            decision.Candidates.Select(c => c.Reason));
    }

    [Fact]
    public void Choose_BelowTheLevelOfADuty_LeavesItOut_AndSaysSo()
    {
        Duty[] duties =
        [
            Duty(1, "road", "510104") with { MinLevel = Severity.Major, DeadlineClass = DeadlineClass.Urgent },
            Duty(2, "road", "510104", 10), Duty(3, "*", "510104"),
            Duty(2, "road", "5101") with { MinLevel = Severity.Major },
        ];
        var ordinary = RoutingPolicy.Choose("road.manhole", "510104022", duties, Severity.Ordinary);
        Assert.Equal([(Id(2), "Chosen"), (Id(3), "DefaultOwner"), (Id(1), "BelowLevel")],
            ordinary.Candidates.Select(c => (c.UnitId, c.Reason)));
        Assert.Null(ordinary.DeadlineClass);
        var major = RoutingPolicy.Choose("road.manhole", "510104022", duties, Severity.Major);
        Assert.Equal([(Id(1), "Chosen"), (Id(2), "LowerLevel"), (Id(3), "DefaultOwner")],
            major.Candidates.Select(c => (c.UnitId, c.Reason)));
        Assert.Equal(DeadlineClass.Urgent, major.DeadlineClass);
        var nobody = RoutingPolicy.Choose("road.manhole", "510104022", duties[..1], Severity.Minor);
        Assert.Equal((null, "NoOwner", "BelowLevel"), (nobody.UnitId, nobody.Rule, nobody.Candidates[0].Reason));
    }

    [Fact]
    public void Choose_WithoutANamedMatter_TakesTheDefaultOwner()
    {
        var decision = RoutingPolicy.Choose("other", "510104022", [Duty(1, "road", "510104"), Duty(2, "*", "510104")]);
        Assert.Equal((Id(2), "DefaultOwner"), (decision.UnitId, decision.Rule));
    }

    [Fact]
    public void Choose_WithoutAnyDuty_LeavesItToADispatcher()
    {
        var decision = RoutingPolicy.Choose("other", "511102004", [Duty(1, "*", "5101")]);
        Assert.Equal((null, "NoOwner"), (decision.UnitId, decision.Rule));
    }

    [Theory]
    [InlineData("road", "road.manhole", true)]
    [InlineData("road", "roadside.kiosk", false)]
    [InlineData("road.manhole", "road", false)]
    [InlineData("*", "anything", true)]
    public void Covers_ByWholeWords(string duty, string category, bool expected) =>
        Assert.Equal(expected, Duty(1, duty, "51").Covers(category, "5101"));

    [Fact]
    public void Choose_DoesNotDependOnTheOrderOfDuties()
    {
        var duty = from unit in Gen.Choose(1, 6)
                   from id in Gen.Choose(1, 50)
                   from category in Gen.Elements(Categories)
                   from region in Gen.Elements(Regions)
                   from priority in Gen.Choose(1, 3)
                   select new Duty(Id(1000 + id), Id(unit), category, region, priority);
        var both = from duties in Gen.ListOf(duty)
                   from shuffled in Gen.Shuffle(duties.ToArray())
                   select (duties, shuffled);
        Prop.ForAll(both.ToArbitrary(), x => Same(
                RoutingPolicy.Choose("road.manhole", "510104022", x.duties),
                    RoutingPolicy.Choose("road.manhole", "510104022", x.shuffled)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Choose_TakesOnlyWhoCovers_AndNeverNobodyWhenSomeoneDoes()
    {
        var duties = from category in Gen.Elements(Categories)
                     from region in Gen.Elements(Regions)
                     from unit in Gen.Choose(1, 9)
                     select Duty(unit, category, region);
        Prop.ForAll(Gen.ListOf(duties).ToArbitrary(), list =>
        {
            var decision = RoutingPolicy.Choose("road.manhole", "510104022", list);
            var covering = list.Where(d => d.Covers("road.manhole", "510104022")).Select(d => d.UnitId).ToHashSet();
            return decision.UnitId is { } unit ? covering.Contains(unit) && decision.Candidates.Count == covering.Count
                : covering.Count == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static bool Same(RoutingDecision a, RoutingDecision b) =>
        a.UnitId == b.UnitId && a.Rule == b.Rule && a.Candidates.SequenceEqual(b.Candidates);
}

using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Tests.Domain;

public sealed class RuleBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RuleBook Book = new(
    [
        RuleSet.Of(new AwardRule(RuleBook.SolvedCase, 2, Start.AddDays(10), 6, 12, 36, 120)),
        RuleSet.Of(new AwardRule(RuleBook.SolvedCase, 1, Start, 5, 10, 30, 100)),
        new RuleSet(3, Start.AddDays(20), new RuleContent
        {
            Lines =
            [
                Line("any", 1), Line("road", 2) with { Category = "road" },
                Line("major", 3) with { Severity = "Major" },
                Line("county", 4) with { Region = "510104" }, Line("street", 5) with { Region = "510104020" },
                Line("joined", 6) with { Role = RuleEvent.Joiner },
                new RuleLine { Id = "demand", Event = RuleBook.VerifiedDemand },
            ],
            Weights = [new RuleWeight(RuleWeight.Member, 120), new RuleWeight("Helper", 155)],
        }),
    ]);

    [Theory]
    [InlineData("Minor", 5)]
    [InlineData("Ordinary", 10)]
    [InlineData("Major", 30)]
    [InlineData("Urgent", 30)]
    public void Claim_GivesThePointsOfTheSeverity(string severity, long points) =>
        Assert.Equal(points, Claim(Case(severity, Start))!.Wanted);

    [Fact]
    public void Claim_TakesTheVersionInForceAtTheReport()
    {
        Assert.Equal(1, Claim(Case("Major", Start.AddDays(10).AddTicks(-1)))!.Set.Version);
        Assert.Equal(2, Claim(Case("Major", Start.AddDays(10)))!.Set.Version);
    }

    [Fact]
    public void Claim_WhenNothingWasInForce_IsNone() => Assert.Null(Claim(Case("Major", Start.AddTicks(-1))));

    [Theory]
    [InlineData("Minor", "water.leak", "5111", "any")]
    [InlineData("Minor", "road.damage", "5111", "road")]
    [InlineData("Minor", "roadside", "5111", "any")]
    [InlineData("Major", "water.leak", "5111", "major")]
    [InlineData("Major", "road", "5111", "road")]
    [InlineData("Major", "road", "510104", "county")]
    [InlineData("Major", "road", "510104020001", "street")]
    public void Claim_TakesTheMostSpecificLine(string severity, string category, string region, string line) =>
        Assert.Equal(line, Claim(new RuleEvent(
            RuleBook.SolvedCase, RuleEvent.Reporter, category, severity, region, null, Start.AddDays(30)))!.Line!.Id);

    [Fact]
    public void Claim_OfATask_IsWhatItPromised() =>
        Assert.Equal(60, Claim(new RuleEvent(
            RuleBook.VerifiedDemand, RuleEvent.Reporter, "demand.help", null, "51", 60, Start.AddDays(30)))!.Wanted);

    [Fact]
    public void Claim_OfWhatNoLineSpeaksOf_GivesNothing() =>
        Assert.Equal(AwardOutcome.NoRule, Claim(new RuleEvent(
            RuleBook.VerifiedHazard, RuleEvent.Reporter, "road", null, "51", 5, Start.AddDays(30)))!.Nothing);

    [Theory]
    [InlineData(false, "Helper", "51", "2026-01-01", null, 155, 4)]
    [InlineData(true, "Helper", "5111", "2026-01-01", null, 120, 3)]
    [InlineData(true, "Helper", "51", "2026-02-01", null, 120, 3)]
    [InlineData(false, "Helper", "51", "2026-01-01", "2026-01-31", 100, 3)]
    [InlineData(false, "GridMember", "51", "2026-01-01", null, 100, 3)]
    public void Claim_WeighsByTheBestStanding_RoundedDown(
        bool member, string post, string region, string from, string? until, int percent, long points)
    {
        var standing = new Standing(member, [new HeldPost(
            post, region, DateOnly.Parse(from, null), until is null ? null : DateOnly.Parse(until, null))]);
        var claim = Book.Claim(new RuleEvent(
            RuleBook.SolvedCase, RuleEvent.Reporter, "water", "Major", "510105", null, Start.AddDays(30)), standing)!;
        Assert.Equal((percent, points), (claim.Percent, claim.Wanted));
    }

    [Theory]
    [InlineData("2026-05-01T15:59:59.9999999Z", "2026-05-01")]
    [InlineData("2026-05-01T16:00:00Z", "2026-05-02")]
    [InlineData("2026-05-01T23:30:00-08:00", "2026-05-02")]
    public void DayOf_IsTheDateInShanghai(string at, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), RuleBook.DayOf(DateTimeOffset.Parse(at, null)));

    [Theory]
    [InlineData("2026-11-22", "2026-11-16")]
    [InlineData("2026-11-23", "2026-11-23")]
    [InlineData("2026-11-29", "2026-11-23")]
    public void WeekOf_BeginsOnMonday(string day, string monday) =>
        Assert.Equal(DateOnly.Parse(monday, null), RuleBook.WeekOf(DateOnly.Parse(day, null)));

    private static AwardClaim? Claim(RuleEvent e) => Book.Claim(e, Standing.None);

    private static RuleEvent Case(string severity, DateTimeOffset at) =>
        new(RuleBook.SolvedCase, RuleEvent.Reporter, "road.damage", severity, "510104", null, at);

    private static RuleLine Line(string id, long points) =>
        new() { Id = id, Event = RuleBook.SolvedCase, Points = points };
}

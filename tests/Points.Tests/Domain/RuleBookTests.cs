using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Tests.Domain;

public sealed class RuleBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Case = Guid.CreateVersion7();

    private static readonly RuleBook Book = new(RuleBook.SolvedCase,
    [
        new AwardRule(RuleBook.SolvedCase, 2, Start.AddDays(10), 6, 12, 36, 120),
        new AwardRule(RuleBook.SolvedCase, 1, Start, 5, 10, 30, 100),
        new AwardRule("another", 1, Start, 1, 1, 1, 1),
    ]);

    [Theory]
    [InlineData("Minor", 5)]
    [InlineData("Ordinary", 10)]
    [InlineData("Major", 30)]
    public void Claim_GivesThePointsOfTheSeverity(string severity, long points) =>
        Assert.Equal(points, Book.Claim(Case, severity, Start)!.Points);

    [Fact]
    public void Claim_TakesTheVersionInForceAtTheReport()
    {
        Assert.Equal(1, Book.Claim(Case, "Major", Start.AddDays(10).AddTicks(-1))!.Rule.Version);
        Assert.Equal(2, Book.Claim(Case, "Major", Start.AddDays(10))!.Rule.Version);
    }

    [Fact]
    public void Claim_KeepsItsKeyOverVersions() =>
        Assert.Equal(Book.Claim(Case, "Major", Start)!.Key, Book.Claim(Case, "Minor", Start.AddDays(20))!.Key);

    [Fact]
    public void Claim_WhenNothingWasInForce_IsNone() => Assert.Null(Book.Claim(Case, "Major", Start.AddTicks(-1)));

    [Theory]
    [InlineData("")]
    [InlineData("major")]
    [InlineData("Severe")]
    public void Claim_WhenSeverityIsUnknown_IsNone(string severity) => Assert.Null(Book.Claim(Case, severity, Start));

    [Theory]
    [InlineData("2026-05-01T15:59:59.9999999Z", "2026-05-01")]
    [InlineData("2026-05-01T16:00:00Z", "2026-05-02")]
    [InlineData("2026-05-01T23:30:00-08:00", "2026-05-02")]
    public void DayOf_IsTheDateInShanghai(string at, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), RuleBook.DayOf(DateTimeOffset.Parse(at, null)));
}

namespace RiderPlatform.Console.Api;

/// <summary>Answers of Points about earning rules.</summary>
public static class PointRules
{
    public static readonly IReadOnlyList<string> Events = ["solved-case", "verified-demand", "verified-hazard"];

    public static readonly IReadOnlyList<string> Standings =
    [
        "Member", "PolicyPublicist", "CivilityObserver", "Helper", "OpinionCollector", "NeighbourhoodWatch",
        "GridMember", "FoodSafetySupervisor",
    ];

    public sealed record Set(
        Guid Id, string Title, string Status, int? Version, DateTimeOffset? EffectiveFrom, bool InForce,
        Content Content, int Revision, bool Mine, DateTimeOffset ChangedAt, DateTimeOffset? PublishedAt);

    public sealed record Content(
        IReadOnlyList<Line> Lines, IReadOnlyList<Cap> Caps, IReadOnlyList<Weight> Weights, int? ValidMonths);

    public sealed record Line(
        string Id, string Event, string Role, string? Category, string? Severity, string? Region, long? Points,
        long? PerDay, int? CoolingMinutes);

    public sealed record Cap(string Event, long? PerDay, long? PerWeek);

    public sealed record Weight(string Standing, int Percent);

    public sealed record Trial(
        long Events, long Was, long WouldBe, IReadOnlyList<Part> Parts, int Gaining, int Losing,
        IReadOnlyList<Change> Gainers, IReadOnlyList<Change> Losers, IReadOnlyList<FundEffect> Funds);

    public sealed record Part(string Event, string RegionCode, long Events, long Was, long WouldBe);

    public sealed record Change(Guid RiderId, long Was, long WouldBe);

    public sealed record FundEffect(Guid FundId, string Name, long DifferenceFen, long AvailableFen);
}

namespace RiderPlatform.Console.Api;

/// <summary>Answers of Points about leaderboards, frozen lists, and figures for award rounds.</summary>
public static class Boards
{
    /// <param name="RiderId">For staff alone.</param>
    public sealed record Row(int Place, string Code, long Points, DateTimeOffset ReachedAt, bool Mine, Guid? RiderId);

    /// <param name="Place">Null: not shown, or nothing earned.</param>
    public sealed record Me(int? Place, string Code, long Points, DateTimeOffset? ReachedAt, bool Shown);

    public sealed record Board(
        string RegionCode, DateOnly From, DateOnly To, DateTimeOffset AsOf, Listed<Row> Rows, Me? Mine);

    public sealed record Shown([property: System.Text.Json.Serialization.JsonPropertyName("shown")] bool Yes);

    public sealed record Frozen(
        Guid Id, string Title, string RegionCode, DateOnly From, DateOnly To, DateTimeOffset AsOf, int Riders,
        string Sha256, DateTimeOffset FrozenAt);

    public sealed record Whole(Frozen Board, Listed<Row> Rows);

    public sealed record Proof(bool AsFrozen, string Sha256, Difference? Difference);

    public sealed record Difference(int Line, string? Frozen, string? Now);

    public sealed record Figure(
        string Key, long Awards, long Awarded, long Clawbacks, long TakenBack, long Points, long Riders);

    public sealed record Figures(
        string RegionCode, DateOnly From, DateOnly To, DateTimeOffset AsOf, string By, Figure Total,
        [property: System.Text.Json.Serialization.JsonPropertyName("figures")] IReadOnlyList<Figure> Each);

    public sealed record Item(
        Guid Id, string Kind, Guid RiderId, string Code, string Rule, int RuleVersion, string? Line, string Category,
        string RegionCode, long Points, DateTimeOffset At, Guid Reference, Guid AwardId);

    public sealed record Items(DateOnly From, DateOnly To, DateTimeOffset AsOf, Listed<Item> Rows);
}

namespace RiderPlatform.Console.Api;

/// <summary>Riders of the register, masked, and the posts that they hold.</summary>
public static class Posts
{
    public static readonly IReadOnlyList<string> Kinds =
    [
        "GridMember", "FoodSafetySupervisor", "PolicyPublicist", "CivilityObserver", "Helper", "OpinionCollector",
        "NeighbourhoodWatch",
    ];

    /// <summary>
    /// Whom a form offers: the first two hundred of a region, which holds for a street; the API looks for no names,
    /// because they are stored sealed.
    /// </summary>
    public static async Task<IReadOnlyList<Rider>> RidersAsync(
        this PlatformApi api, string? region, CancellationToken ct) =>
        (await api.GetAsync<Listed<Rider>>(
            PlatformApi.Path("/api/v1/riders", ("region", region), ("size", 200)), ct)).Value?.Items ?? [];

    public sealed record Rider(Guid Id, string Name, string Phone, string RegionCode, bool Active);

    /// <param name="ValidUntil">Up to but without this day; null: until it is ended.</param>
    public sealed record Post(
        Guid Id, Guid RiderId, string RiderName, string Kind, string RegionCode, string? RegionName,
        DateOnly ValidFrom, DateOnly? ValidUntil, bool Active, DateTimeOffset? EndedAt, string? EndReason);
}

namespace RiderPlatform.Stations.Feeds;

/// <summary>What the feeds say of their publisher (section <c>Feeds</c>).</summary>
public sealed class FeedOptions
{
    public const string Section = "Feeds";

    /// <summary>Globally unique: the city's domain does well.</summary>
    public string SystemId { get; set; } = "riderplatform-stations";

    public string Name { get; set; } = "骑手驿站";

    /// <summary>Where readers report faults of a feed; GBFS demands one, so a city sets its own.</summary>
    public string ContactEmail { get; set; } = "feeds@example.org";
}

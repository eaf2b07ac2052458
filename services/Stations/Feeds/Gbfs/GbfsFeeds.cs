using Microsoft.Extensions.Options;

namespace RiderPlatform.Stations.Feeds.Gbfs;

/// <summary>
/// The files of GBFS 3.0 that name addresses and the publisher. There is no <c>vehicle_types</c>: it is for systems
/// that have vehicles.
/// </summary>
internal sealed class GbfsFeeds(IOptions<FeedOptions> options, IConfiguration configuration)
{
    public const string Version = "3.0";

    private static readonly string[] Files =
        ["gbfs", "gbfs_versions", "system_information", "station_information", "station_status"];

    private string Issuer => (configuration["Identity:Issuer"] ?? "").TrimEnd('/');

    public GbfsFeed<GbfsLinks> Discovery(OpenStations stations) =>
        Of(stations.ChangedAt, new GbfsLinks([.. Files.Select(name => new GbfsLink(name, Url(name)))]));

    public GbfsFeed<GbfsVersions> Versions(OpenStations stations) =>
        Of(stations.ChangedAt, new GbfsVersions([new GbfsVersion(Version, Url("gbfs"))]));

    public GbfsFeed<GbfsSystem> SystemInformation(OpenStations stations)
    {
        var about = options.Value;
        return Of(stations.ChangedAt, new GbfsSystem(
            about.SystemId, [GbfsText.Chinese], GbfsText.Of(about.Name), "24/7", $"{Issuer}/", about.ContactEmail,
            "Asia/Shanghai"));
    }

    public static GbfsFeed<T> Of<T>(DateTimeOffset updated, T data) =>
        new(updated, (int)OpenStations.Fresh.TotalSeconds, Version, data);

    private string Url(string name) => $"{Issuer}/gbfs/{Version}/{name}.json";
}

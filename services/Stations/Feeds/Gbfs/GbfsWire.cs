using System.Text.Json.Serialization;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Feeds.Gbfs;

/// <summary>The envelope of every GBFS file, with the names of MobilityData's specification 3.0.</summary>
/// <param name="LastUpdated">RFC 3339, to the second.</param>
/// <param name="Ttl">Seconds until asking again may tell something new.</param>
public sealed record GbfsFeed<T>(
    [property: JsonPropertyName("last_updated")] DateTimeOffset LastUpdated,
    int Ttl, string Version, T Data);

/// <param name="Language">IETF BCP 47.</param>
public sealed record GbfsText(string Text, string Language)
{
    public const string Chinese = "zh-CN";

    public static IReadOnlyList<GbfsText> Of(string text) => [new(text, Chinese)];
}

public sealed record GbfsLink(string Name, string Url);

public sealed record GbfsLinks(IReadOnlyList<GbfsLink> Feeds);

public sealed record GbfsVersion(string Version, string Url);

public sealed record GbfsVersions(IReadOnlyList<GbfsVersion> Versions);

/// <param name="OpeningHours">Of the system as a whole; each station has its own.</param>
public sealed record GbfsSystem(
    [property: JsonPropertyName("system_id")] string SystemId,
    IReadOnlyList<string> Languages,
    IReadOnlyList<GbfsText> Name,
    [property: JsonPropertyName("opening_hours")] string OpeningHours,
    string Url,
    [property: JsonPropertyName("feed_contact_email")] string FeedContactEmail,
    string Timezone);

public sealed record GbfsInformation(IReadOnlyList<GbfsStation> Stations);

/// <summary>A station; names that begin with <c>_</c> are ours, as the specification lets publishers add.</summary>
/// <param name="Lat">Degrees, WGS-84.</param>
/// <param name="Lon">Degrees, WGS-84.</param>
/// <param name="StationOpeningHours">OSM <c>opening_hours</c>, China time, exceptional dates included.</param>
/// <param name="Capacity">Docking points: none, nobody rents vehicles here.</param>
/// <param name="HoursText">The hours in words.</param>
/// <param name="RegionCode">GB/T 2260 and below.</param>
public sealed record GbfsStation(
    [property: JsonPropertyName("station_id")] string StationId,
    IReadOnlyList<GbfsText> Name,
    double Lat, double Lon, string Address,
    [property: JsonPropertyName("station_opening_hours")] string StationOpeningHours,
    [property: JsonPropertyName("is_virtual_station")] bool IsVirtualStation,
    int Capacity,
    [property: JsonPropertyName("_kind")] StationKind Kind,
    [property: JsonPropertyName("_region_code")] string RegionCode,
    [property: JsonPropertyName("_services")] IReadOnlyList<GbfsService> Services,
    [property: JsonPropertyName("_hours_text")] IReadOnlyList<GbfsText> HoursText,
    [property: JsonPropertyName("_demo")] bool Demo);

/// <param name="PriceFen">1/100 yuan; 0 is free of charge.</param>
public sealed record GbfsService(
    string Code, IReadOnlyList<GbfsText> Name, [property: JsonPropertyName("price_fen")] long PriceFen);

public sealed record GbfsStatus(IReadOnlyList<GbfsStationStatus> Stations);

/// <summary>No vehicle is rented at a rest station, and the fields that GBFS demands say so.</summary>
/// <param name="IsInstalled">It exists; <paramref name="OpenNow"/> says whether its door is open.</param>
/// <param name="LastReported">When those who run it last said anything of it.</param>
/// <param name="HoursText">Whether it is open and until when, in words.</param>
public sealed record GbfsStationStatus(
    [property: JsonPropertyName("station_id")] string StationId,
    [property: JsonPropertyName("num_vehicles_available")] int NumVehiclesAvailable,
    [property: JsonPropertyName("num_docks_available")] int NumDocksAvailable,
    [property: JsonPropertyName("is_installed")] bool IsInstalled,
    [property: JsonPropertyName("is_renting")] bool IsRenting,
    [property: JsonPropertyName("is_returning")] bool IsReturning,
    [property: JsonPropertyName("last_reported")] DateTimeOffset LastReported,
    [property: JsonPropertyName("_open_now")] bool OpenNow,
    [property: JsonPropertyName("_closes_at")] DateTimeOffset? ClosesAt,
    [property: JsonPropertyName("_opens_at")] DateTimeOffset? OpensAt,
    [property: JsonPropertyName("_hours_text")] IReadOnlyList<GbfsText> HoursText);

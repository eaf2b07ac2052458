using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Feeds.GeoJson;

/// <summary>The register of active stations as GeoJSON (RFC 7946, WGS-84), as one file.</summary>
internal static class OpenGeoJson
{
    [MediaType("application/geo+json")]
    public sealed record Collection(string Type, IReadOnlyList<Feature> Features);

    public sealed record Feature(string Type, Guid Id, Point Geometry, About Properties);

    /// <param name="Coordinates">Longitude, latitude.</param>
    public sealed record Point(string Type, IReadOnlyList<double> Coordinates);

    /// <param name="OpeningHours">OSM <c>opening_hours</c>, China time, exceptional dates included.</param>
    /// <param name="HoursText">Whether it is open and until when, in Chinese.</param>
    /// <param name="Services">Codes of what is there.</param>
    public sealed record About(
        string Name, StationKind Kind, string RegionCode, string Address, string OpeningHours, bool OpenNow,
        string HoursText, string HoursTextEn, IReadOnlyList<string> Services, DateTimeOffset ChangedAt, bool Demo);

    /// <param name="bbox"><c>minLng,minLat,maxLng,maxLat</c> in degrees.</param>
    /// <param name="open">True: those alone that are open now.</param>
    public static async Task<Results<TaggedJson<Collection>, ProblemHttpResult>> HandleAsync(
        string? bbox, bool? open, FeedSource source, CancellationToken ct)
    {
        var invalid = new Invalid();
        var box = MapStations.ReadBox(invalid, bbox, "bbox");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (await source.NowAsync(ct) is not { } stations)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var all = stations.Once(All);
        if (box is null && open is null)
        {
            return stations.Answer(_ => all);
        }

        return new TaggedJson<Collection>(all with
        {
            Features = [.. all.Features.Where(f => (open is null || f.Properties.OpenNow == open)
                && (box is not { } b || b.Holds(new Position(f.Geometry.Coordinates[0], f.Geometry.Coordinates[1]))))],
        }, OpenStations.Fresh);
    }

    private static Collection All(OpenStations stations) =>
        new("FeatureCollection", [.. stations.Stations.Select(f => Of(f, stations))]);

    private static Feature Of(FoundStation found, OpenStations stations)
    {
        var (station, state) = (found.Station, stations.StateOf(found));
        var (zh, en) = OpeningWords.Of(state, stations.At);
        return new Feature(
            "Feature", station.Id, new Point("Point", [station.Longitude, station.Latitude]),
            new About(
                station.Name, station.Kind, station.RegionCode, station.Address, FeedHours.Text(station),
                state.OpenNow, zh, en,
                [.. station.Services.Where(s => s.Available).Select(s => s.Code)],
                OpenStations.ToSecond(station.ChangedAt), station.Demo));
    }
}

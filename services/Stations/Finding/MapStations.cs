using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Finding;

/// <summary>All active stations of a map's box or a region as GeoJSON (RFC 7946, WGS-84), for anyone.</summary>
internal static class MapStations
{
    private const int MaxFeatures = 2_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    /// <param name="Total">How many there are, also when not all are given.</param>
    /// <param name="Truncated">True: only the first 2,000 are given, and <paramref name="Hint"/> says what to
    /// do.</param>
    [MediaType("application/geo+json")]
    public sealed record Answer(
        string Type, IReadOnlyList<Feature> Features, int Total, bool Truncated, string? Hint);

    public sealed record Feature(string Type, Guid Id, Point Geometry, About Properties);

    /// <param name="Coordinates">Longitude, latitude.</param>
    public sealed record Point(string Type, IReadOnlyList<double> Coordinates);

    /// <param name="HoursText">Whether it is open and until when, in Chinese.</param>
    public sealed record About(
        string Name, StationKind Kind, string RegionCode, bool OpenNow, DateTimeOffset? ClosesAt,
        DateTimeOffset? OpensAt, string HoursText, string HoursTextEn);

    /// <param name="box"><c>minLng,minLat,maxLng,maxLat</c> in degrees.</param>
    /// <param name="region">Region prefix.</param>
    public static Results<TaggedJson<Answer>, ProblemHttpResult> Handle(
        string? box, string? region, StationSnapshot snapshot, TimeProvider time)
    {
        var invalid = new Invalid()
            .When(!Questions.IsPrefix(region), "region", "区划代码最多 12 位数字。", "At most 12 digits.");
        var bounds = ReadBox(invalid, box);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (snapshot.Stations is not { } stations)
        {
            return Refusals.Unavailable.ToProblem();
        }

        return new TaggedJson<Answer>(Answered(bounds, region, stations, time.GetUtcNow()), Fresh);
    }

    internal static Answer Answered(
        Box? box, string? region, PointTree<FoundStation> stations, DateTimeOffset now)
    {
        var found = stations.Items.Where(f =>
            (box is not { } b || b.Holds(f.Station.Position))
            && (region is null || f.Station.RegionCode.StartsWith(region, StringComparison.Ordinal))).ToList();
        var truncated = found.Count > MaxFeatures;
        return new Answer(
            "FeatureCollection", [.. found.Take(MaxFeatures).Select(f => Of(f, now))], found.Count, truncated,
            truncated ? Hint : null);
    }

    private static string Hint => $"只给出前 {MaxFeatures} 个，请放大地图或选择区划。 "
        + $"Only the first {MaxFeatures} are given; zoom in or choose a region.";

    private static Feature Of(FoundStation found, DateTimeOffset now)
    {
        var (station, state) = (found.Station, found.Hours.At(now, PublicHolidays.Announced));
        var (zh, en) = OpeningWords.Of(state, now);
        return new Feature(
            "Feature", station.Id, new Point("Point", [station.Longitude, station.Latitude]),
            new About(
                station.Name, station.Kind, station.RegionCode, state.OpenNow, state.ClosesAt, state.OpensAt, zh, en));
    }

    /// <param name="field">The parameter's name, for whoever got it wrong.</param>
    internal static Box? ReadBox(Invalid invalid, string? text, string field = "box")
    {
        if (text is null)
        {
            return null;
        }

        var numbers = text.Split(',').Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN);
        if (numbers.ToList() is [var west, var south, var east, var north]
            && new Position(west, south).IsOnEarth && new Position(east, north).IsOnEarth
            && west <= east && south <= north)
        {
            return new Box(west, south, east, north);
        }

        invalid.Add(
            field, "应为四个数：最小经度,最小纬度,最大经度,最大纬度。", "Four numbers: minLng,minLat,maxLng,maxLat.");
        return null;
    }

    internal readonly record struct Box(double West, double South, double East, double North)
    {
        public bool Holds(Position p) =>
            p.Longitude >= West && p.Longitude <= East && p.Latitude >= South && p.Latitude <= North;
    }
}

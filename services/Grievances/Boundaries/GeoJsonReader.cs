using System.Text.Json;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using Position = RiderPlatform.Grievances.Domain.Position;

namespace RiderPlatform.Grievances.Boundaries;

/// <summary>A feature that can be used, or why it cannot.</summary>
/// <param name="Reason">Null when it is good; else a name such as <c>SelfIntersection</c>.</param>
/// <param name="Detail">One English sentence with the place, for who made the file.</param>
public sealed record ReadFeature(
    int Index, string? Code, string? Name, Geometry? Shape, string? Reason, string? Detail);

/// <summary>
/// Polygons of a GeoJSON FeatureCollection (RFC 7946): closed rings, WGS-84 within China, no self-intersection. Winding
/// is put right, not refused. Each feature stands for itself: a bad one does not refuse the others.
/// </summary>
internal static class GeoJsonReader
{
    public static IEnumerable<ReadFeature> Read(JsonElement collection)
    {
        var index = 0;
        foreach (var feature in collection.GetProperty("features").EnumerateArray())
        {
            yield return Read(feature, index++);
        }
    }

    public static bool IsFeatureCollection(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var type)
            && type.ValueEquals("FeatureCollection")
        && root.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array;

    private static ReadFeature Read(JsonElement feature, int index)
    {
        var properties = Member(feature, "properties");
        var code = TextOf(properties, "code");
        try
        {
            if (code is not { Length: >= 6 and <= 20 } || !code.All(char.IsAsciiDigit))
            {
                throw new FormatException("NoCode: properties.code must be a text of 6 to 20 digits.");
            }

            var geometry = Member(feature, "geometry");
            var coordinates = Member(geometry, "coordinates");
            var shape = TextOf(geometry, "type") switch
            {
                "Polygon" => Polygon(coordinates),
                "MultiPolygon" => GeometryFactory.Default.CreateMultiPolygon([.. Items(coordinates).Select(Polygon)]),
                _ => (Geometry?)null,
            };
            return shape is null || shape.IsEmpty
                ? throw new FormatException("NotAPolygon: geometry must be a Polygon or MultiPolygon.")
                : Check(new ReadFeature(index, code, TextOf(properties, "name"), shape, null, null));
        }
        catch (FormatException e)
        {
            var parts = e.Message.Split(": ", 2);
            return new ReadFeature(index, code, null, null, parts[0], parts[^1]);
        }
    }

    private static ReadFeature Check(ReadFeature feature)
    {
        var error = new IsValidOp(feature.Shape).ValidationError;
        return error is null
            ? feature
            : feature with { Shape = null, Reason = error.ErrorType.ToString(),
                Detail = $"{error.Message} at {error.Coordinate.X}, {error.Coordinate.Y}." };
    }

    private static Polygon Polygon(JsonElement rings)
    {
        var all = Items(rings).Select(Ring).ToList();
        if (all.Count == 0)
        {
            throw new FormatException("NotAPolygon: a polygon needs a ring.");
        }

        // RFC 7946 asks for counter-clockwise outer rings and clockwise holes and tells readers not to insist.
        return GeometryFactory.Default.CreatePolygon(
            Wind(all[0], counterClockwise: true), [.. all.Skip(1).Select(r => Wind(r, counterClockwise: false))]);
    }

    private static LinearRing Wind(LinearRing ring, bool counterClockwise) =>
        Orientation.IsCCW(ring.CoordinateSequence) == counterClockwise ? ring : (LinearRing)ring.Reverse();

    private static LinearRing Ring(JsonElement ring)
    {
        var points = Items(ring).Select(Point).ToArray();
        if (points.Length < 4)
        {
            throw new FormatException("TooFewPositions: a ring needs four positions or more.");
        }

        return points[0].Equals2D(points[^1])
            ? GeometryFactory.Default.CreateLinearRing(points)
            : throw new FormatException("OpenRing: a ring's last position must equal its first.");
    }

    private static Coordinate Point(JsonElement position)
    {
        var numbers = Items(position).Take(2).ToList();
        if (numbers.Count < 2 || numbers.Any(n => n.ValueKind != JsonValueKind.Number))
        {
            throw new FormatException("BadPosition: a position is [longitude, latitude].");
        }

        var at = new Position(numbers[0].GetDouble(), numbers[1].GetDouble());
        return at.IsInChina ? new Coordinate(at.Longitude, at.Latitude)
            : throw new FormatException($"OutsideChina: {at.Longitude}, {at.Latitude}.");
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray()
        : throw new FormatException("BadCoordinates: coordinates must be nested arrays of positions.");

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static string? TextOf(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}

using Microsoft.AspNetCore.Http.HttpResults;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;

namespace RiderPlatform.Grievances.Open;

/// <summary>
/// The outlines of a region's parts as GeoJSON (RFC 7946): what maps are drawn on, as there is no other ground. Coarse,
/// at most 100 kB, and no authority on where a region ends.
/// </summary>
public static class OpenBoundaries
{
    private const int Decimals = 4;
    private static readonly int[] Levels = [2, 4, 6, 9, 12];

    /// <param name="Coordinates">Polygons of rings of [longitude, latitude]; outer rings run counter-clockwise.</param>
    public sealed record MultiPolygon(string Type, IReadOnlyList<IReadOnlyList<IReadOnlyList<double[]>>> Coordinates);

    /// <param name="Demo">Made from demo cells.</param>
    public sealed record Properties(string Code, string? Name, bool Demo);

    public sealed record Feature(string Type, string Id, MultiPolygon Geometry, Properties Properties);

    [MediaType("application/geo+json")]
    public sealed record Answer(string Type, IReadOnlyList<Feature> Features);

    public static async Task<Results<TaggedJson<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, SharedAnswers answers, DirectoryCopy directory)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var place = read.Region(region, "region") ?? "";
        read.Invalid.When(place.Length > 0 && !Levels.Contains(place.Length), "region",
            "区划代码为 2、4、6、9 或 12 位。", "A region code of 2, 4, 6, 9 or 12 digits.");
        return read.Invalid.Any
            ? read.Invalid.ToProblem()
            : await answers.GetAsync(place, _ => Task.Run(() => Of(snapshot.Regions, place)));
    }

    private static Answer Of(RegionFinder regions, string place) =>
        new("FeatureCollection", [.. regions.OutlinesOf(place).Select(o => new Feature(
            "Feature", o.Code, new MultiPolygon("MultiPolygon", Polygons(o.Shape)),
            new Properties(o.Code, regions.OwnNameOf(o.Code), o.Demo)))]);

    private static IReadOnlyList<IReadOnlyList<IReadOnlyList<double[]>>> Polygons(Geometry shape) =>
    [
        .. Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).OfType<Polygon>()
            .Select(p => (IReadOnlyList<IReadOnlyList<double[]>>)
                [Ring(p.ExteriorRing, true), .. p.InteriorRings.Select(r => Ring(r, false))]),
    ];

    private static IReadOnlyList<double[]> Ring(LineString ring, bool counterClockwise)
    {
        var wound = Orientation.IsCCW(ring.CoordinateSequence) == counterClockwise ? ring : ring.Reverse();
        return [.. wound.Coordinates.Select(c => (double[])[Math.Round(c.X, Decimals), Math.Round(c.Y, Decimals)])];
    }
}

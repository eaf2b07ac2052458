using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Simplify;

namespace RiderPlatform.Grievances.Boundaries;

/// <summary>A region as it is drawn on a map.</summary>
/// <param name="Demo">Made from demo cells: not where the region really ends.</param>
public sealed record Outline(string Code, bool Demo, Geometry Shape);

/// <summary>
/// The parts of a place one level down, each from its own boundary or from those of everything inside it: coarse enough
/// for a telephone, and good for drawing alone.
/// </summary>
public static class Outlines
{
    /// <summary>A position takes 19 bytes, so that all of them together stay below 100 kB.</summary>
    public const int MostPositions = 4_500;

    /// <summary>Four decimals of a degree: 11 m, as hazards are shown.</summary>
    private static readonly PrecisionModel Grid = new(10_000);

    private static readonly int[] Levels = [2, 4, 6, 9, 12, 15];
    private const double FinestDegrees = 0.0001;

    /// <param name="place">A region code; empty for the whole country.</param>
    public static IReadOnlyList<Outline> Of(IReadOnlyList<Boundary> inForce, string place)
    {
        var inside = inForce.Where(b => b.Code.StartsWith(place, StringComparison.Ordinal)).ToList();
        // A place without parts, such as a street of the demo city, is drawn itself.
        var level = Levels.FirstOrDefault(l => l > place.Length && inside.Any(b => b.Code.Length >= l), place.Length);
        var whole = inside.Where(b => b.Code.Length >= level)
            .GroupBy(b => b.Code[..level], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(Whole).Where(o => !o.Shape.IsEmpty).ToList();
        var shown = whole;
        for (var tolerance = FinestDegrees; shown.Sum(o => o.Shape.NumPoints) > MostPositions; tolerance *= 2)
        {
            shown = whole.ConvertAll(o => o with { Shape = Coarse(o.Shape, tolerance) });
        }

        return shown;
    }

    private static Outline Whole(IGrouping<string, Boundary> part)
    {
        var own = part.Where(b => b.Code == part.Key).ToList();
        var from = own.Count > 0 ? own : [.. part];
        Geometry all = GeometryFactory.Default.CreateGeometryCollection([.. from.Select(b => b.Shape)]);
        // Snapping to the grid closes the hair-thin gaps between cells that were rounded each for itself.
        return new Outline(part.Key, from.Exists(b => b.Demo), UnaryUnionNG.Union(all, Grid));
    }

    private static Geometry Coarse(Geometry shape, double tolerance) =>
        TopologyPreservingSimplifier.Simplify(shape, tolerance);
}

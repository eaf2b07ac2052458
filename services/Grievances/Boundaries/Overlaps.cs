using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace RiderPlatform.Grievances.Boundaries;

/// <summary>
/// Two polygons of one level that share ground: legal, decided by the smaller area, and worth looking at.
/// </summary>
public sealed record Overlap(string First, string Second, long AreaSquareMetres);

internal static class Overlaps
{
    /// <summary>Slivers of digitising are not worth a person's look.</summary>
    private const double SmallestSquareMetres = 100;

    /// <summary>A file that overlaps everywhere is told by its first hundred.</summary>
    private const int Most = 100;

    private const double MetresPerDegree = 111_195;

    /// <param name="imported">Compared with each other.</param>
    /// <param name="standing">Others in force, compared with those imported.</param>
    public static List<Overlap> Of(
        IReadOnlyList<(string Code, Geometry Shape)> imported, IEnumerable<(string Code, Geometry Shape)> standing)
    {
        var tree = new STRtree<(string Code, Geometry Shape)>();
        foreach (var other in imported.Concat(standing))
        {
            tree.Insert(other.Shape.EnvelopeInternal, other);
        }

        var fresh = imported.Select(i => i.Code).ToHashSet(StringComparer.Ordinal);
        var found = new List<Overlap>();
        foreach (var one in imported)
        {
            foreach (var other in tree.Query(one.Shape.EnvelopeInternal).Where(o => IsPair(one.Code, o.Code, fresh)))
            {
                var area = AreaOf(one.Shape, other.Shape);
                if (area >= SmallestSquareMetres)
                {
                    found.Add(new Overlap(one.Code, other.Code, (long)area));
                }

                if (found.Count == Most)
                {
                    return found;
                }
            }
        }

        return found;
    }

    /// <summary>Of one level, and each pair once: of two imported ones from the lower code.</summary>
    private static bool IsPair(string one, string other, HashSet<string> fresh) =>
        one.Length == other.Length && one != other && (!fresh.Contains(other) || string.CompareOrdinal(one, other) < 0);

    private static double AreaOf(Geometry a, Geometry b)
    {
        var shared = OverlayNGRobust.Overlay(a, b, SpatialFunction.Intersection);
        return shared.IsEmpty ? 0
            : shared.Area * MetresPerDegree * MetresPerDegree * Math.Cos(double.DegreesToRadians(shared.Centroid.Y));
    }
}

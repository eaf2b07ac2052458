using NetTopologySuite.Geometries;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// A circle of 48 corners around a street, cut at the bisector towards every neighbour: convex by construction. The
/// library's Voronoi builder gave crossing edges for sites that lie 150 km apart, as two cities do.
/// </summary>
internal static class DemoCell
{
    private const int Corners = 48;
    private const double Reach = RegionFinder.NearestMetres / 111_195;

    /// <summary>
    /// Longitudes in Sichuan, as long as latitudes: the same for all, so that neighbours share their edge.
    /// </summary>
    private static readonly double Shrink = Math.Cos(double.DegreesToRadians(30));

    public static Polygon Of(StreetPosition street, IReadOnlyList<StreetPosition> all)
    {
        var centre = new Coordinate(street.Longitude * Shrink, street.Latitude);
        var ring = Enumerable.Range(0, Corners).Select(i => 2 * Math.PI * i / Corners)
            .Select(a => new Coordinate(centre.X + (Reach * Math.Cos(a)), centre.Y + (Reach * Math.Sin(a)))).ToList();
        foreach (var other in all.Where(o => o.Code != street.Code))
        {
            var there = new Coordinate(other.Longitude * Shrink, other.Latitude);
            if (there.Distance(centre) < 2 * Reach)
            {
                ring = Cut(ring, centre, there);
            }
        }

        var corners = ring.Select(c => new Coordinate(Math.Round(c.X / Shrink, 7), Math.Round(c.Y, 7))).ToList();
        return GeometryFactory.Default.CreatePolygon([.. corners, corners[0].Copy()]);
    }

    /// <summary>
    /// What of a convex ring is nearer to <paramref name="mine"/> (Sutherland–Hodgman with one edge).
    /// </summary>
    private static List<Coordinate> Cut(List<Coordinate> ring, Coordinate mine, Coordinate theirs)
    {
        var (dx, dy) = (theirs.X - mine.X, theirs.Y - mine.Y);
        var middle = (((mine.X + theirs.X) * dx) + ((mine.Y + theirs.Y) * dy)) / 2;
        double Beyond(Coordinate c) => (c.X * dx) + (c.Y * dy) - middle;
        var kept = new List<Coordinate>();
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[i], ring[(i + 1) % ring.Count]);
            var (a, b) = (Beyond(from), Beyond(to));
            if (a <= 0)
            {
                kept.Add(from);
            }

            if ((a < 0 && b > 0) || (a > 0 && b < 0))
            {
                var share = a / (a - b);
                kept.Add(new Coordinate(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y))));
            }
        }

        return kept;
    }
}

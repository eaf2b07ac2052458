namespace RiderPlatform.Grievances.Domain.Warnings;

/// <param name="Radius">Kilometres, as CAP has it.</param>
public sealed record WarningCircle(double Longitude, double Latitude, double Radius);

/// <summary>
/// One <c>area</c> of a CAP message: the union of its polygons, circles and region codes. WGS-84 throughout.
/// </summary>
/// <param name="Polygons">Rings of [longitude, latitude], closed; CAP writes the two the other way round.</param>
/// <param name="Codes">Region prefixes: geocodes without the zeros that fill them up.</param>
public sealed record WarningArea(
    string Description, IReadOnlyList<double[][]> Polygons, IReadOnlyList<WarningCircle> Circles,
    IReadOnlyList<string> Codes)
{
    /// <summary>Whether a place lies inside; of a place without a position only its region can tell.</summary>
    public bool Covers(Position? position, string region) =>
        Codes.Any(c => region.StartsWith(c, StringComparison.Ordinal))
        || (position is { } p && (Polygons.Any(ring => IsInside(ring, p))
            || Circles.Any(c => new Position(c.Longitude, c.Latitude).MetresTo(p) <= c.Radius * 1000)));

    /// <summary>Whether it can lie in a region, or hold it: what a list by region asks.</summary>
    public bool Touches(string region) => Codes.Any(c =>
        region.StartsWith(c, StringComparison.Ordinal) || c.StartsWith(region, StringComparison.Ordinal));

    /// <summary>
    /// A ray to the east crosses the ring an odd number of times; the edge itself belongs to the area.
    /// </summary>
    private static bool IsInside(double[][] ring, Position p)
    {
        var inside = false;
        for (var i = 1; i < ring.Length; i++)
        {
            var (ax, ay, bx, by) = (ring[i - 1][0], ring[i - 1][1], ring[i][0], ring[i][1]);
            var cross = ((bx - ax) * (p.Latitude - ay)) - ((by - ay) * (p.Longitude - ax));
            if (cross == 0 && p.Longitude >= Math.Min(ax, bx) && p.Longitude <= Math.Max(ax, bx)
                && p.Latitude >= Math.Min(ay, by) && p.Latitude <= Math.Max(ay, by))
            {
                return true;
            }

            if (ay > p.Latitude != by > p.Latitude && cross > 0 == by > ay)
            {
                inside = !inside;
            }
        }

        return inside;
    }
}

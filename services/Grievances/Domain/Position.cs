namespace RiderPlatform.Grievances.Domain;

/// <summary>WGS-84, in degrees.</summary>
public readonly record struct Position(double Longitude, double Latitude)
{
    /// <summary>Mean Earth radius (IUGG), metres.</summary>
    private const double EarthRadius = 6_371_008.8;

    /// <summary>A bounding box of China with its sea: 73–136° E, 3–54° N. Not a number is outside.</summary>
    public bool IsInChina => Longitude is >= 73 and <= 136 && Latitude is >= 3 and <= 54;

    /// <summary>Great-circle distance (haversine), good to half a per cent.</summary>
    public double MetresTo(Position other)
    {
        var (a, b) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var north = Math.Sin((b - a) / 2);
        var east = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var h = (north * north) + (Math.Cos(a) * Math.Cos(b) * east * east);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}

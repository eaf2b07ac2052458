namespace RiderPlatform.Stations.Domain;

/// <summary>A point on the earth in degrees, WGS-84 unless the name of what holds it says otherwise.</summary>
public readonly record struct Position(double Longitude, double Latitude)
{
    /// <summary>Mean earth radius in metres (IUGG).</summary>
    public const double EarthRadius = 6_371_008.8;

    /// <summary>False for what is no number and for what lies off the map.</summary>
    public bool IsOnEarth => double.IsFinite(Longitude) && double.IsFinite(Latitude)
        && Math.Abs(Longitude) <= 180 && Math.Abs(Latitude) <= 90;

    /// <summary>Within the box around China's land: where a station can be.</summary>
    public bool IsInChina => IsOnEarth && Longitude is >= 73 and <= 136 && Latitude is >= 3 and <= 54;

    /// <summary>
    /// Great-circle distance by the haversine formula; planar degrees would order stations wrongly at 30° north.
    /// </summary>
    public double MetresTo(Position other)
    {
        var (a, b) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var north = Math.Sin((b - a) / 2);
        var east = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var h = (north * north) + (Math.Cos(a) * Math.Cos(b) * east * east);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}

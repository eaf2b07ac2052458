namespace RiderPlatform.Stations.Domain;

/// <summary>Coordinate systems that maps in China speak.</summary>
public enum Crs
{
    /// <summary>GPS; what is stored.</summary>
    Wgs84,

    /// <summary>The shifted system that maps in China are published in (Amap, Tencent).</summary>
    Gcj02,

    /// <summary>Baidu's shift on top of GCJ-02.</summary>
    Bd09,
}

/// <summary>
/// Conversions between the three. The forward shifts are the published polynomials; the way back is found by
/// fixed-point iteration to better than a millimetre, where the usual one-step inverse is metres off. Outside China
/// nothing is shifted.
/// </summary>
public static class CrsConversions
{
    private const double SemiMajorAxis = 6_378_245.0;
    private const double EccentricitySquared = 0.00669342162296594323;
    private const double BaiduPi = Math.PI * 3000 / 180;
    private const double BaiduEast = 0.0065;
    private const double BaiduNorth = 0.006;
    private const int Steps = 12;

    /// <summary>
    /// <c>wgs84</c>, <c>gcj02</c> or <c>bd09</c> in any case; absent means WGS-84; null for anything else.
    /// </summary>
    public static Crs? Parse(string? text) => text?.ToUpperInvariant() switch
    {
        null or "" or "WGS84" => Crs.Wgs84,
        "GCJ02" => Crs.Gcj02,
        "BD09" => Crs.Bd09,
        _ => null,
    };

    public static string Name(this Crs crs) => crs.ToString().ToLowerInvariant();

    public static Position ToWgs84(this Position position, Crs from) =>
        from == Crs.Wgs84 ? position : Invert(p => FromWgs84(p, from), position);

    public static Position FromWgs84(this Position position, Crs to) => to switch
    {
        Crs.Gcj02 => ToGcj02(position),
        Crs.Bd09 => ToBd09(ToGcj02(position)),
        _ => position,
    };

    private static Position Invert(Func<Position, Position> forward, Position wanted)
    {
        var guess = wanted;
        for (var step = 0; step < Steps; step++)
        {
            var seen = forward(guess);
            guess = new Position(
                guess.Longitude + wanted.Longitude - seen.Longitude, guess.Latitude + wanted.Latitude - seen.Latitude);
        }

        return guess;
    }

    private static Position ToGcj02(Position p)
    {
        if (p.Longitude is < 72.004 or > 137.8347 || p.Latitude is < 0.8293 or > 55.8271)
        {
            return p;
        }

        var (x, y) = (p.Longitude - 105, p.Latitude - 35);
        var latitude = double.DegreesToRadians(p.Latitude);
        var magic = 1 - (EccentricitySquared * Math.Sin(latitude) * Math.Sin(latitude));
        var root = Math.Sqrt(magic);
        var north = Northing(x, y) * 180 / (SemiMajorAxis * (1 - EccentricitySquared) / (magic * root) * Math.PI);
        var east = Easting(x, y) * 180 / (SemiMajorAxis / root * Math.Cos(latitude) * Math.PI);
        return new Position(p.Longitude + east, p.Latitude + north);
    }

    private static Position ToBd09(Position p)
    {
        var straight = Math.Sqrt((p.Longitude * p.Longitude) + (p.Latitude * p.Latitude));
        var radius = straight + (0.00002 * Math.Sin(p.Latitude * BaiduPi));
        var angle = Math.Atan2(p.Latitude, p.Longitude) + (0.000003 * Math.Cos(p.Longitude * BaiduPi));
        return new Position((radius * Math.Cos(angle)) + BaiduEast, (radius * Math.Sin(angle)) + BaiduNorth);
    }

    private static double Northing(double x, double y) =>
        -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
        + Waves((20, 6 * x), (20, 2 * x)) + Waves((20, y), (40, y / 3)) + Waves((160, y / 12), (320, y / 30));

    private static double Easting(double x, double y) =>
        300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
        + Waves((20, 6 * x), (20, 2 * x)) + Waves((20, x), (40, x / 3)) + Waves((150, x / 12), (300, x / 30));

    private static double Waves((double Height, double At) a, (double Height, double At) b) =>
        ((a.Height * Math.Sin(a.At * Math.PI)) + (b.Height * Math.Sin(b.At * Math.PI))) * 2 / 3;
}

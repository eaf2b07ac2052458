using System.Globalization;

namespace RiderPlatform.Console.Pages.Stations;

/// <summary>WGS-84 degrees as they stand in an address or a form.</summary>
public readonly record struct Position(double Longitude, double Latitude)
{
    /// <summary>Metres of a degree of latitude.</summary>
    private const double MetresPerDegree = 111_195;

    public string LongitudeText => Text(Longitude);

    public string LatitudeText => Text(Latitude);

    /// <summary><c>104.081,30.657</c></summary>
    public override string ToString() => $"{LongitudeText},{LatitudeText}";

    public static Position? Read(string? longitude, string? latitude) =>
        Degrees(longitude) is { } x and >= -180 and <= 180 && Degrees(latitude) is { } y and >= -90 and <= 90
            ? new Position(x, y) : null;

    /// <summary>Of a select's value, as <see cref="ToString"/> writes it.</summary>
    public static Position? Read(string? pair) =>
        pair?.Split(',') is [var longitude, var latitude] ? Read(longitude, latitude) : null;

    /// <summary>Good for some kilometres: the earth is taken as flat.</summary>
    public double MetresTo(Position other)
    {
        var x = (other.Longitude - Longitude) * Math.Cos(Latitude * Math.PI / 180);
        return Math.Sqrt((x * x) + ((other.Latitude - Latitude) * (other.Latitude - Latitude))) * MetresPerDegree;
    }

    /// <summary>Six decimals are a tenth of a metre.</summary>
    private static string Text(double degrees) => degrees.ToString("0.######", CultureInfo.InvariantCulture);

    private static double? Degrees(string? text) => double.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var d)
        ? d : null;
}

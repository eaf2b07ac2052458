using System.Globalization;
using System.Linq.Expressions;
using RiderPlatform.Grievances.Data;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>
/// One square of a fixed grid over the world (WGS-84), named <c>500-13665-21234</c>: side in metres, row from the
/// equator, column from Greenwich. Rows are equally high; in each row the columns are as wide as the row is high, so
/// that squares of neighbouring rows stand like bricks. A square is half-open: south and west belong to it.
/// </summary>
internal sealed record HeatCell(int Metres, int Row, int Column)
{
    public static readonly IReadOnlyList<int> Sizes = [250, 500, 1000];

    /// <summary>A degree of latitude, on the sphere that positions are measured on here: 6,371 km.</summary>
    private const double MetresOfDegree = 111_194.93;

    private const int Decimals = 6;

    public static double StepOf(int metres) => metres / MetresOfDegree;

    /// <summary>Null for what is no name of a square.</summary>
    public static HeatCell? Parse(string text)
    {
        var parts = text.Split('-');
        var numbers = Array.ConvertAll(parts, p =>
            int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1);
        return numbers is [var metres, >= 0 and var row, >= 0 and var column] && Sizes.Contains(metres)
            && row * StepOf(metres) < 89 && column < 1_000_000 ? new(metres, row, column) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Metres}-{Row}-{Column}");

    /// <summary>In the database, so that map and list draw every line at the same place.</summary>
    public Expression<Func<CaseRow, bool>> Holds()
    {
        var (step, row, column) = (StepOf(Metres), Row, Column);
        return c => c.Latitude != null && c.Longitude != null
            && (int)Math.Floor(c.Latitude.Value / step) == row
            && (int)Math.Floor(c.Longitude.Value * Math.Cos(
                Math.Floor(c.Latitude.Value / step) * step * Math.PI / 180) / step) == column;
    }

    /// <summary>A closed ring, counter-clockwise (RFC 7946).</summary>
    public IReadOnlyList<double[]> Ring()
    {
        var step = StepOf(Metres);
        var wide = step / Math.Cos(Row * step * Math.PI / 180);
        var (south, north) = (Round(Row * step), Round((Row + 1) * step));
        var (west, east) = (Round(Column * wide), Round((Column + 1) * wide));
        return [[west, south], [east, south], [east, north], [west, north], [west, south]];
    }

    private static double Round(double degrees) => Math.Round(degrees, Decimals);
}

using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using Position = RiderPlatform.Grievances.Domain.Position;

namespace RiderPlatform.Grievances.Boundaries;

/// <summary>
/// The polygons in force with an index over them (sort-tile-recursive tree); immutable and safe for many readers.
/// </summary>
public sealed class BoundaryGraph
{
    /// <summary>
    /// A telephone in a street of high houses is off by 10–30 m: within this distance of an edge the neighbour is named
    /// too.
    /// </summary>
    public const double EdgeMetres = 30;

    private readonly STRtree<Cell> _tree = new();
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);

    public BoundaryGraph(IEnumerable<Boundary> inForce)
    {
        All = [.. inForce];
        foreach (var boundary in All)
        {
            var cell =
                new Cell(
                boundary.Code, boundary.Demo, boundary.Shape.Area, new IndexedPointInAreaLocator(boundary.Shape));
            // The first look-up builds the locator's own index: here, and not under the first reporter.
            cell.Locator.Locate(boundary.Shape.EnvelopeInternal.Centre);
            _tree.Insert(boundary.Shape.EnvelopeInternal, cell);
            _codes.Add(boundary.Code);
        }

        _tree.Build();
    }

    /// <summary>As they were drawn.</summary>
    public IReadOnlyList<Boundary> All { get; }

    public bool Has(string code) => _codes.Contains(code);

    /// <summary>
    /// The region of the position first; then those that lie within <see cref="EdgeMetres"/>, found at eight points
    /// around it. Empty where no polygon covers the position itself.
    /// </summary>
    public IReadOnlyList<string> Near(Position position)
    {
        if (_codes.Count == 0 || At(position.Longitude, position.Latitude) is not { } here)
        {
            return [];
        }

        List<string>? all = null;
        var north = EdgeMetres / 111_195;
        var east = north / Math.Cos(double.DegreesToRadians(position.Latitude));
        foreach (var (x, y) in Compass)
        {
            var there = At(position.Longitude + (x * east), position.Latitude + (y * north));
            if (there is not null && there != here && all?.Contains(there) != true)
            {
                (all ??= [here]).Add(there);
            }
        }

        return all ?? [here];
    }

    private static readonly (double X, double Y)[] Compass =
        [(0, 1), (0.7071, 0.7071), (1, 0), (0.7071, -0.7071), (0, -1), (-0.7071, -0.7071), (-1, 0), (-0.7071, 0.7071)];

    /// <summary>
    /// Of several polygons: a real one before a demo one, the most specific code, the smaller area, the lower code.
    /// </summary>
    private string? At(double longitude, double latitude)
    {
        var point = new Coordinate(longitude, latitude);
        Cell? best = null;
        foreach (var cell in _tree.Query(new Envelope(point)))
        {
            if ((best is null || cell.CompareTo(best) < 0) && cell.Locator.Locate(point) != Location.Exterior)
            {
                best = cell;
            }
        }

        return best?.Code;
    }

    private sealed record Cell(string Code, bool Demo, double Area, IndexedPointInAreaLocator Locator)
    {
        public int CompareTo(Cell other)
        {
            var order = Demo.CompareTo(other.Demo);
            order = order != 0 ? order : other.Code.Length.CompareTo(Code.Length);
            order = order != 0 ? order : Area.CompareTo(other.Area);
            return order != 0 ? order : string.CompareOrdinal(Code, other.Code);
        }
    }
}

/// <summary>A region's polygon as it is in force.</summary>
public sealed record Boundary(string Code, bool Demo, Geometry Shape);

namespace RiderPlatform.Stations.Domain;

/// <summary>
/// An immutable uniform grid over positions that answers the exact k nearest: rings of cells around the asker are
/// looked into until no cell outside them can hold anything nearer than the worst found.
/// </summary>
public sealed class StationGrid<T>
{
    /// <summary>About 2.2 km by 1.9 km at 30° north: a city's ten nearest lie in the first rings.</summary>
    private const double CellDegrees = 0.02;

    private readonly Dictionary<(int X, int Y), List<(Position At, T Item)>> _cells = [];
    private readonly List<(Position At, T Item)> _all = [];

    public StationGrid(IEnumerable<(Position At, T Item)> items)
    {
        foreach (var item in items)
        {
            _all.Add(item);
            var cell = Cell(item.At);
            if (!_cells.TryGetValue(cell, out var list))
            {
                _cells[cell] = list = [];
            }

            list.Add(item);
        }
    }

    public int Count => _all.Count;

    /// <summary>In the order in which they were given.</summary>
    public IEnumerable<T> Items => _all.Select(i => i.Item);

    /// <summary>The nearest <paramref name="limit"/> that are wanted and lie within the range, nearest first.</summary>
    public IReadOnlyList<(T Item, double Metres)> Nearest(
        Position from, int limit, double withinMetres, Func<T, bool> wanted)
    {
        var nearest = new NearestOf<T>(limit, withinMetres);
        // Rings are reckoned in plain degrees, which fails where longitudes jump; nothing of ours is near there.
        if (!from.IsInChina)
        {
            Offer(_all, from, wanted, nearest);
            return nearest.InOrder();
        }

        var centre = Cell(from);
        var cellsSeen = 0;
        for (var ring = 0; nearest.MayImprove(MetresOutside(from, centre, ring)); ring++)
        {
            // Looking at every station is cheaper than at more cells than there are stations: bounds a fruitless
            // search.
            cellsSeen += Math.Max(1, 8 * ring);
            if (cellsSeen > Math.Max(64, _all.Count))
            {
                var rest = new NearestOf<T>(limit, withinMetres);
                Offer(_all, from, wanted, rest);
                return rest.InOrder();
            }

            foreach (var cell in Ring(centre, ring))
            {
                if (_cells.TryGetValue(cell, out var here))
                {
                    Offer(here, from, wanted, nearest);
                }
            }
        }

        return nearest.InOrder();
    }

    private static void Offer(
        List<(Position At, T Item)> items, Position from, Func<T, bool> wanted, NearestOf<T> nearest)
    {
        foreach (var (at, item) in items)
        {
            var metres = from.MetresTo(at);
            if (nearest.MayImprove(metres) && wanted(item))
            {
                nearest.Add(item, metres);
            }
        }
    }

    private static (int X, int Y) Cell(Position p) =>
        ((int)Math.Floor(p.Longitude / CellDegrees), (int)Math.Floor(p.Latitude / CellDegrees));

    private static IEnumerable<(int X, int Y)> Ring((int X, int Y) centre, int ring)
    {
        for (var dx = -ring; dx <= ring; dx++)
        {
            // Whole columns at the two sides, the two ends of each column between.
            var step = Math.Abs(dx) == ring ? 1 : Math.Max(1, 2 * ring);
            for (var dy = -ring; dy <= ring; dy += step)
            {
                yield return (centre.X + dx, centre.Y + dy);
            }
        }
    }

    /// <summary>
    /// No point outside the rings before <paramref name="ring"/> is nearer than this: the way to the nearest edge of
    /// their box. To a parallel that is the difference in latitude; to a meridian, the cross-track distance.
    /// </summary>
    private static double MetresOutside(Position from, (int X, int Y) centre, int ring)
    {
        if (ring == 0)
        {
            return 0;
        }

        var (west, east) = ((centre.X - ring + 1) * CellDegrees, (centre.X + ring) * CellDegrees);
        var (south, north) = ((centre.Y - ring + 1) * CellDegrees, (centre.Y + ring) * CellDegrees);
        var vertical =
            double.DegreesToRadians(Math.Min(from.Latitude - south, north - from.Latitude)) * Position.EarthRadius;
        var across = double.DegreesToRadians(Math.Min(90, Math.Min(from.Longitude - west, east - from.Longitude)));
        var horizontal =
            Math.Asin(Math.Cos(double.DegreesToRadians(from.Latitude)) * Math.Sin(across)) * Position.EarthRadius;
        // A millimetre less, so that rounding never leaves out a point on the edge.
        return Math.Min(vertical, horizontal) - 0.001;
    }
}

/// <summary>The best few so far, kept in order; ties stay in order of arrival.</summary>
internal sealed class NearestOf<T>(int limit, double withinMetres)
{
    private readonly List<(T Item, double Metres)> _best = new(limit + 1);

    public bool MayImprove(double metres) =>
        metres <= withinMetres && (_best.Count < limit || metres < _best[^1].Metres);

    public void Add(T item, double metres)
    {
        var at = _best.FindIndex(b => b.Metres > metres);
        _best.Insert(at < 0 ? _best.Count : at, (item, metres));
        if (_best.Count > limit)
        {
            _best.RemoveAt(limit);
        }
    }

    public IReadOnlyList<(T Item, double Metres)> InOrder() => _best;
}

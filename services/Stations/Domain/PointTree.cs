namespace RiderPlatform.Stations.Domain;

/// <summary>
/// An immutable k-d tree over unit vectors that answers the exact k nearest by great circle: a chord is the longer the
/// farther two places are apart, so straight distances order as arcs do, at the poles and the date line as well.
/// </summary>
/// <remarks>
/// The tree has no nodes: the points of a range are ordered so that its middle one parts it. Equally near points come
/// in the order in which they were given (the register gives them by code). What is wanted is asked inside the search,
/// only of points that are near enough to be an answer.
/// </remarks>
public sealed class PointTree<T>
{
    private const int Bucket = 12;

    /// <summary>Rounding of a plane's distance must never leave out a point that lies on it.</summary>
    private const double Slack = 1 - 1e-12;

    private readonly Entry[] _entries;
    private readonly byte[] _axes;
    private readonly (Position At, T Item)[] _given;

    public PointTree(IEnumerable<(Position At, T Item)> items)
    {
        _given = [.. items];
        _entries = [.. _given.Select((g, i) => Entry.Of(g.At, i))];
        _axes = new byte[_entries.Length];
        Order(0, _entries.Length);
    }

    public int Count => _given.Length;

    /// <summary>In the order in which they were given.</summary>
    public IEnumerable<T> Items => _given.Select(i => i.Item);

    /// <summary>The nearest <paramref name="limit"/> that are wanted and lie within the range, nearest first.</summary>
    public IReadOnlyList<(T Item, double Metres)> Nearest(
        Position from, int limit, double withinMetres, Func<T, bool>? wanted = null)
    {
        var half = Math.Sin(Math.Min(withinMetres / Position.EarthRadius, Math.PI) / 2);
        // A hair more than the range; the arc decides in the end.
        var search = new Search(this, Entry.Of(from, 0), limit, (4 * half * half * (1 + 1e-9)) + 1e-18, wanted);
        search.Look(0, _entries.Length, 0, default);
        var found = new List<(T Item, double Metres)>(search.Count);
        for (var i = 0; i < search.Count; i++)
        {
            var (at, item) = _given[search.Best[i]];
            if (from.MetresTo(at) is var metres && metres <= withinMetres)
            {
                found.Add((item, metres));
            }
        }

        return found;
    }

    private void Order(int low, int high)
    {
        if (high - low <= Bucket)
        {
            return;
        }

        var range = _entries.AsSpan(low, high - low);
        var axis = WidestOf(range);
        var middle = low + ((high - low) / 2);
        Select(range, middle - low, axis);
        _axes[middle] = (byte)axis;
        Order(low, middle);
        Order(middle + 1, high);
    }

    private static int WidestOf(ReadOnlySpan<Entry> range)
    {
        Span<double> least = [2, 2, 2], most = [-2, -2, -2];
        foreach (var entry in range)
        {
            for (var axis = 0; axis < 3; axis++)
            {
                least[axis] = Math.Min(least[axis], entry.On(axis));
                most[axis] = Math.Max(most[axis], entry.On(axis));
            }
        }

        var (x, y, z) = (most[0] - least[0], most[1] - least[1], most[2] - least[2]);
        return x >= y && x >= z ? 0 : y >= z ? 1 : 2;
    }

    /// <summary>Puts the entry that belongs at <paramref name="nth"/> there, lesser ones before it (Hoare).</summary>
    private static void Select(Span<Entry> range, int nth, int axis)
    {
        var (low, high) = (0, range.Length - 1);
        while (low < high)
        {
            var pivot = range[low + ((high - low) / 2)].On(axis);
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (range[i].On(axis) < pivot)
                {
                    i++;
                }

                while (range[j].On(axis) > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (range[i], range[j]) = (range[j], range[i]);
                    (i, j) = (i + 1, j - 1);
                }
            }

            if (nth > j && nth < i)
            {
                return;
            }

            (low, high) = nth <= j ? (low, j) : (i, high);
        }
    }

    /// <summary>A place on the unit sphere, and its place among those given.</summary>
    private readonly record struct Entry(double X, double Y, double Z, int Given)
    {
        public static Entry Of(Position p, int given)
        {
            var (sinLat, cosLat) = Math.SinCos(double.DegreesToRadians(p.Latitude));
            var (sinLng, cosLng) = Math.SinCos(double.DegreesToRadians(p.Longitude));
            return new Entry(cosLat * cosLng, cosLat * sinLng, sinLat, given);
        }

        public double On(int axis) => axis == 0 ? X : axis == 1 ? Y : Z;
    }

    /// <summary>One question on its way through the tree; the best so far are kept in order.</summary>
    private sealed class Search(PointTree<T> tree, Entry from, int limit, double within, Func<T, bool>? wanted)
    {
        private readonly double[] _chords = new double[limit];
        private double _worst = within;

        public int[] Best { get; } = new int[limit];

        public int Count { get; private set; }

        /// <param name="outside">No point of the range is nearer than this, as the square of a chord.</param>
        /// <param name="gaps">What each axis adds to it.</param>
        public void Look(int low, int high, double outside, (double X, double Y, double Z) gaps)
        {
            while (high - low > Bucket)
            {
                var middle = low + ((high - low) / 2);
                var axis = tree._axes[middle];
                ref readonly var parting = ref tree._entries[middle];
                var away = from.On(axis) - parting.On(axis);
                var (otherLow, otherHigh) = away < 0 ? (middle + 1, high) : (low, middle);
                (low, high) = away < 0 ? (low, middle) : (middle + 1, high);
                Look(low, high, outside, gaps);
                Offer(parting);
                var gap = away * away;
                (outside, gaps) = axis switch
                {
                    0 => (outside - gaps.X + gap, (gap, gaps.Y, gaps.Z)),
                    1 => (outside - gaps.Y + gap, (gaps.X, gap, gaps.Z)),
                    _ => (outside - gaps.Z + gap, (gaps.X, gaps.Y, gap)),
                };
                if (outside * Slack > _worst)
                {
                    return;
                }

                (low, high) = (otherLow, otherHigh);
            }

            for (var i = low; i < high; i++)
            {
                Offer(tree._entries[i]);
            }
        }

        private void Offer(in Entry entry)
        {
            var (x, y, z) = (entry.X - from.X, entry.Y - from.Y, entry.Z - from.Z);
            var chord = (x * x) + (y * y) + (z * z);
            if (chord > _worst || !(Count < limit || Precedes(chord, entry.Given, limit - 1))
                || wanted?.Invoke(tree._given[entry.Given].Item) == false)
            {
                return;
            }

            var at = Count < limit ? Count++ : limit - 1;
            while (at > 0 && Precedes(chord, entry.Given, at - 1))
            {
                (_chords[at], Best[at]) = (_chords[at - 1], Best[at - 1]);
                at--;
            }

            (_chords[at], Best[at]) = (chord, entry.Given);
            _worst = Count < limit ? _worst : _chords[limit - 1];
        }

        private bool Precedes(double chord, int given, int at) =>
            chord < _chords[at] || (chord == _chords[at] && given < Best[at]);
    }
}

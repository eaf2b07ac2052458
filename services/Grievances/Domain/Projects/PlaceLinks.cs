namespace RiderPlatform.Grievances.Domain.Projects;

/// <summary>
/// Single linkage: whoever is within the distance of another is with it. On a grid whose cells are as wide as the
/// distance, so that only neighbours are compared; what is linked already is not measured again, which keeps crowded
/// places cheap.
/// </summary>
internal sealed class PlaceLinks
{
    /// <summary>Metres in a degree of latitude, by the mean radius of <see cref="Position"/>.</summary>
    private const double DegreeMetres = 111_195;

    private readonly IReadOnlyList<Position> _spots;
    private readonly int[] _parents;

    private PlaceLinks(IReadOnlyList<Position> spots, double metres)
    {
        _spots = spots;
        _parents = [.. Enumerable.Range(0, spots.Count)];
        var height = metres / DegreeMetres;
        // Degrees of longitude are narrowest farthest north: there a cell must still be wide enough.
        var north = spots.Max(s => Math.Abs(s.Latitude)) + height;
        var width = height / Math.Cos(double.DegreesToRadians(north));
        var cells = new Dictionary<(int X, int Y), List<int>>();
        for (var i = 0; i < spots.Count; i++)
        {
            var cell = ((int)Math.Floor(spots[i].Longitude / width), (int)Math.Floor(spots[i].Latitude / height));
            if (!cells.TryGetValue(cell, out var list))
            {
                cells[cell] = list = [];
            }

            list.Add(i);
        }

        foreach (var ((x, y), members) in cells)
        {
            foreach (var (dx, dy) in (ReadOnlySpan<(int, int)>)[(0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)])
            {
                if (cells.TryGetValue((x + dx, y + dy), out var others))
                {
                    Link(members, others, metres);
                }
            }
        }
    }

    /// <summary>For each spot the number of its group: that of the group's first spot.</summary>
    public static int[] Of(IReadOnlyList<Position> spots, double metres)
    {
        var links = new PlaceLinks(spots, metres);
        var groups = new int[spots.Count];
        var firsts = new Dictionary<int, int>();
        for (var i = 0; i < groups.Length; i++)
        {
            var root = links.Root(i);
            groups[i] = firsts.TryGetValue(root, out var first) ? first : firsts[root] = i;
        }

        return groups;
    }

    private void Link(List<int> members, List<int> others, double metres)
    {
        foreach (var a in members)
        {
            foreach (var b in others)
            {
                if (a != b && Root(a) is var left && Root(b) is var right && left != right
                    && _spots[a].MetresTo(_spots[b]) <= metres)
                {
                    _parents[right] = left;
                }
            }
        }
    }

    private int Root(int i)
    {
        while (_parents[i] != i)
        {
            i = _parents[i] = _parents[_parents[i]];
        }

        return i;
    }
}

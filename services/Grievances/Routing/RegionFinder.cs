using System.Collections.Frozen;
using RiderPlatform.Grievances.Boundaries;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Routing;

/// <param name="LocatedBy"><c>Boundary</c>, <c>NearestStreet</c> or <c>Named</c>.</param>
/// <param name="Candidates">Near a boundary: every region it may be, the chosen one first; otherwise empty.</param>
public sealed record FoundRegion(string Code, string LocatedBy, IReadOnlyList<string> Candidates);

/// <summary>
/// Position → region. A polygon that covers the position decides (its edge belongs to it); without one the nearest
/// known street position within <see cref="NearestMetres"/>; beyond it the region that the reporter names. Within
/// <see cref="BoundaryGraph.EdgeMetres"/> of a boundary the reporter's word decides between the neighbours.
/// </summary>
public sealed class RegionFinder(
    FrozenDictionary<string, string> names, BoundaryGraph boundaries, IReadOnlyList<StreetPoint> streets)
{
    /// <summary>Streets of a city lie 1–4 km apart; farther off, the nearest one is a guess.</summary>
    public const double NearestMetres = 3000;

    /// <summary>One degree of latitude is 111 km: a street farther off than this cannot be within reach.</summary>
    private const double NearestDegrees = NearestMetres / 111_000;

    /// <summary>True until the first region has arrived from the directory.</summary>
    public bool IsEmpty => names.Count == 0;

    /// <summary>What is drawn on a map of the place: its parts.</summary>
    public IReadOnlyList<Outline> OutlinesOf(string place) => Outlines.Of(boundaries.All, place);

    public bool IsKnown(string code) => names.ContainsKey(code) || boundaries.Has(code);

    /// <summary>Where the streets of a region roughly are.</summary>
    public IEnumerable<Position> PointsOf(string region) =>
        streets.Where(s => s.Code.StartsWith(region, StringComparison.Ordinal)).Select(s => s.At);

    /// <summary>The name of just this code; null where it has none.</summary>
    public string? OwnNameOf(string code) => names.GetValueOrDefault(code);

    /// <summary>The regions whose codes begin with <paramref name="parent"/>, one level down.</summary>
    public IReadOnlyList<string> ChildrenOf(string parent)
    {
        var below = names.Keys.Where(c =>
            c.Length > parent.Length && c.StartsWith(parent, StringComparison.Ordinal)).ToList();
        var nearest = below.Count == 0 ? 0 : below.Min(c => c.Length);
        return [.. below.Where(c => c.Length == nearest).Order(StringComparer.Ordinal)];
    }

    /// <summary>The name of the smallest named region that holds the code.</summary>
    public string? NameOf(string code)
    {
        for (var length = code.Length; length >= 2; length--)
        {
            if (names.TryGetValue(code[..length], out var name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Null: the reporter must name the region. <paramref name="named"/> is a known code or null.</summary>
    public FoundRegion? Find(Position? position, string? named)
    {
        if (position is { } there)
        {
            var covering = boundaries.Near(there);
            if (covering.Count > 0)
            {
                var chosen = named is not null && covering.Contains(named) ? named : covering[0];
                return new FoundRegion(chosen, "Boundary", covering.Count == 1 ? []
                    : [chosen, .. covering.Where(c => c != chosen)]);
            }

            if (named is null && NearestStreet(there) is { } street)
            {
                return new FoundRegion(street, "NearestStreet", []);
            }
        }

        return named is null ? null : new FoundRegion(named, "Named", []);
    }

    private string? NearestStreet(Position there)
    {
        var (nearest, distance) = ((string?)null, NearestMetres);
        foreach (var street in streets)
        {
            if (Math.Abs(street.At.Latitude - there.Latitude) > NearestDegrees)
            {
                continue;
            }

            var metres = street.At.MetresTo(there);
            if (metres < distance || (metres == distance && string.CompareOrdinal(street.Code, nearest) < 0))
            {
                (nearest, distance) = (street.Code, metres);
            }
        }

        return nearest;
    }
}

public readonly record struct StreetPoint(string Code, Position At);

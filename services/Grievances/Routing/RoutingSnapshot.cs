using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Routing;

/// <summary>An organisation that may answer for a case.</summary>
/// <param name="ParentId">One level up in the tree of organisations.</param>
public sealed record Unit(Guid Id, string Name, string Kind, string RegionCode, bool Active, Guid? ParentId = null);

/// <summary>A decision with what the intake writes of it, made once for a category and region.</summary>
public sealed record CaseRoute(RoutingDecision Decision, Unit? Unit, string Json);

/// <summary>
/// Everything that routing reads, as it was at one revision; immutable, so that a report sees one state of the
/// directory from its first check to its last. A replica holds one and swaps it as a whole.
/// </summary>
public sealed class RoutingSnapshot
{
    /// <summary>
    /// Decisions are remembered by category and region; beyond this many they are forgotten and made anew.
    /// </summary>
    private const int RoutesKept = 20_000;

    private static readonly Duty[] None = [];
    private readonly ConcurrentDictionary<(string Category, string Region), CaseRoute> _routes = new();

    public required long Revision { get; init; }

    /// <summary>The day (Asia/Shanghai) whose boundaries are in force.</summary>
    public required DateOnly Day { get; init; }

    public required FrozenDictionary<string, Category> Categories { get; init; }

    public required FrozenDictionary<Guid, Unit> Units { get; init; }

    /// <summary>Duties of active organisations by their region prefix.</summary>
    public required FrozenDictionary<string, Duty[]> Duties { get; init; }

    public required RegionFinder Regions { get; init; }

    /// <summary>By which clocks are reckoned.</summary>
    public required WorkCalendar Calendar { get; init; }

    public CaseRoute RouteFor(string category, string region)
    {
        if (_routes.TryGetValue((category, region), out var known))
        {
            return known;
        }

        if (_routes.Count >= RoutesKept)
        {
            _routes.Clear();
        }

        return _routes[(category, region)] = Decide(category, region);
    }

    /// <summary>The same, made anew: for a province 50,000 pairs of matter and street would have to be kept.</summary>
    public CaseRoute Decide(string category, string region)
    {
        var duties = Categories.GetValueOrDefault(category) is { MinLevel: not null } bound
            ? DutiesAbove(region).Where(d => bound.IsFor(Units[d.UnitId].RegionCode)) : DutiesAbove(region);
        var decision = RoutingPolicy.Choose(category, region, duties);
        var unit = decision.UnitId is { } id ? Units.GetValueOrDefault(id) : null;
        return new CaseRoute(
            decision, unit, JsonSerializer.Serialize(decision, RoutingJson.Default.RoutingDecision));
    }

    private IEnumerable<Duty> DutiesAbove(string region)
    {
        for (var length = 0; length <= region.Length; length++)
        {
            foreach (var duty in Duties.GetValueOrDefault(region[..length], None))
            {
                yield return duty;
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.OnDuty;

namespace RiderPlatform.Grievances.Routing;

/// <summary>An organisation that may answer for a case.</summary>
/// <param name="ParentId">One level up in the tree of organisations.</param>
public sealed record Unit(Guid Id, string Name, string Kind, string RegionCode, bool Active, Guid? ParentId = null)
{
    /// <summary>Null: the unit has no duty roster.</summary>
    public UnitRoster? Roster { get; init; }
}

/// <summary>A decision with what the intake writes of it, made once for a category and region.</summary>
public sealed record CaseRoute(RoutingDecision Decision, Unit? Unit, string Json)
{
    /// <param name="nobody">A code of <see cref="Nobody"/>; null: somebody was called, or nobody had to be.</param>
    public string Saying(string? nobody) =>
        nobody is null ? Json : $"{Json[..^1]},\"nobodyOnDuty\":\"{nobody}\"}}";
}

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

    private readonly ConcurrentDictionary<(string Category, string Region), CaseRoute> _routes = new();
    private readonly FrozenDictionary<string, FrozenDictionary<string, Duty[]>> _matters =
        FrozenDictionary<string, FrozenDictionary<string, Duty[]>>.Empty;


    public required long Revision { get; init; }

    /// <summary>The day (Asia/Shanghai) whose boundaries are in force.</summary>
    public required DateOnly Day { get; init; }

    public required FrozenDictionary<string, Category> Categories { get; init; }

    public required FrozenDictionary<Guid, Unit> Units { get; init; }

    /// <summary>Duties of active organisations by their region prefix.</summary>
    public required FrozenDictionary<string, Duty[]> Duties
    {
        get;
        init
        {
            field = value;
            _matters = value.ToFrozenDictionary(
                r => r.Key, r => r.Value.GroupBy(d => d.Category).ToFrozenDictionary(g => g.Key, g => g.ToArray()));
        }
    }

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

        var decision = Decide(category, region);
        var unit = decision.UnitId is { } id ? Units.GetValueOrDefault(id) : null;
        return _routes[(category, region)] =
            new CaseRoute(decision, unit, JsonSerializer.Serialize(decision, RoutingJson.Default.RoutingDecision));
    }

    /// <summary>The decision made anew, remembered or not.</summary>
    public RoutingDecision Decide(string category, string region)
    {
        var duties = Categories.GetValueOrDefault(category) is { MinLevel: not null } bound
            ? DutiesFor(category, region).Where(d => bound.IsFor(Units[d.UnitId].RegionCode))
            : DutiesFor(category, region);
        return RoutingPolicy.Choose(category, region, duties);
    }

    /// <summary>Those of the regions above, by the category, the words that begin it, and everything.</summary>
    private List<Duty> DutiesFor(string category, string region)
    {
        var found = new List<Duty>();
        var regions = _matters.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = 0; length <= region.Length; length++)
        {
            if (regions.TryGetValue(region.AsSpan(0, length), out var matters))
            {
                var duties = matters.GetAlternateLookup<ReadOnlySpan<char>>();
                Add(duties, Duty.Everything);
                for (var end = category.Length; end > 0; end = category.AsSpan(0, end).LastIndexOf('.'))
                {
                    Add(duties, category.AsSpan(0, end));
                }
            }
        }

        return found;

        void Add(FrozenDictionary<string, Duty[]>.AlternateLookup<ReadOnlySpan<char>> of, ReadOnlySpan<char> matter)
        {
            if (of.TryGetValue(matter, out var duties))
            {
                found.AddRange(duties);
            }
        }
    }
}

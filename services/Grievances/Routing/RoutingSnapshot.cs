using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using RiderPlatform.Grievances.Data;
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

/// <summary>A person who handles cases for these units.</summary>
/// <param name="Active">False: they have left.</param>
public sealed record UnitPerson(Guid Id, string Name, bool Active, Guid[] Units);

/// <summary>A decision with what the intake writes of it, made once for a category and region.</summary>
public sealed record CaseRoute(RoutingDecision Decision, Unit? Unit, string Json)
{
    /// <summary>How long the unit has; null: by severity and category.</summary>
    public DeadlineClass? DeadlineClass => Unit is null ? null : Decision.DeadlineClass;

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

    /// <summary>Duties of active organisations that lead on this day, by their region prefix.</summary>
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

    /// <summary>Every duty that stands, in force today or not: for simulations alone.</summary>
    public IReadOnlyList<DirectoryDuty> Standing { get; init; } = [];

    public required RegionFinder Regions { get; init; }

    /// <summary>By which clocks are reckoned.</summary>
    public required WorkCalendar Calendar { get; init; }

    /// <summary>The units that give their cases to their people, or have done so once, and by which rule.</summary>
    public FrozenDictionary<Guid, AssignmentRule> Assigning { get; init; } =
        FrozenDictionary<Guid, AssignmentRule>.Empty;

    public FrozenDictionary<Guid, UnitPerson> People { get; init; } = FrozenDictionary<Guid, UnitPerson>.Empty;

    public bool Assigns(Guid? unit) =>
        unit is { } id && Assigning.GetValueOrDefault(id) != AssignmentRule.None;

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
    /// <param name="level">How grave the case is; null: as its category says.</param>
    public RoutingDecision Decide(string category, string region, Severity? level = null) =>
        Decide(category, region, DutiesFor(category, region), level);

    /// <summary>The same, of other duties than today's; each of a known unit.</summary>
    public RoutingDecision Decide(string category, string region, IEnumerable<Duty> duties, Severity? level = null)
    {
        var known = Categories.GetValueOrDefault(category);
        return RoutingPolicy.Choose(category, region, known is { MinLevel: not null }
            ? duties.Where(d => known.IsFor(Units[d.UnitId].RegionCode)) : duties,
            level ?? known?.Severity ?? Severity.Urgent);
    }

    /// <summary>How long this unit has for such a case, by its own duty; null: by severity and category.</summary>
    public DeadlineClass? DeadlineOf(Guid unit, string category, string region, Severity level) =>
        RoutingPolicy.Choose(category, region, DutiesFor(category, region).Where(d => d.UnitId == unit), level)
            .DeadlineClass;

    /// <summary>The duties of active organisations on a day from today on.</summary>
    /// <param name="role">As in <see cref="DirectoryDuty.Role"/>.</param>
    public IEnumerable<Duty> DutiesOn(DateOnly day, string role) => Standing
        .Where(d => d.Role == role && d.IsInForce(day) && Units.GetValueOrDefault(d.OrganisationId) is { Active: true })
        .Select(d => d.Read());

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

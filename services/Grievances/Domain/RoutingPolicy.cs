using System.Text.Json.Serialization;

namespace RiderPlatform.Grievances.Domain;

/// <summary>Within <paramref name="Region"/> the unit answers for matters of <paramref name="Category"/>.</summary>
/// <param name="Category">A category, a prefix of one (<c>road</c>), or <c>*</c>: the default owner.</param>
/// <param name="Region">Region prefix.</param>
/// <param name="Priority">The smaller number is chosen.</param>
public sealed record Duty(Guid Id, Guid UnitId, string Category, string Region, int Priority)
{
    public const string Everything = "*";

    public bool IsDefault { get; } = Category == Everything;

    /// <summary>It holds for cases of this level and above.</summary>
    public Severity MinLevel { get; init; } = Severity.Minor;

    /// <summary>How long the unit has for the cases that it gets by it; null: by severity and category.</summary>
    public DeadlineClass? DeadlineClass { get; init; }

    public bool Covers(string category, string region) => region.StartsWith(Region, StringComparison.Ordinal)
        && (IsDefault || category == Category
            || (category.StartsWith(Category, StringComparison.Ordinal) && category.Length > Category.Length
                && category[Category.Length] == '.'));
}

/// <param name="Reason"><c>Chosen</c>, what put it behind the one before it, or <c>BelowLevel</c>: left out.</param>
public sealed record Candidate(Guid UnitId, Guid DutyId, string Category, string Region, int Priority, string Reason)
{
    public const string BelowLevel = "BelowLevel";

    /// <summary>The duty holds from this level on; null: for all cases.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Severity? MinLevel { get; init; }

    /// <summary>The duty's own; null: by severity and category.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeadlineClass? DeadlineClass { get; init; }

    public static Candidate Of(Duty duty, string reason) =>
        new(duty.UnitId, duty.Id, duty.Category, duty.Region, duty.Priority, reason)
        {
            MinLevel = duty.MinLevel == Severity.Minor ? null : duty.MinLevel, DeadlineClass = duty.DeadlineClass,
        };
}

/// <summary>Why a case went where it went: stored with the case and shown.</summary>
/// <param name="Rule"><c>SpecificDuty</c>, <c>DefaultOwner</c>, or <c>NoOwner</c>: then a dispatcher must
/// decide.</param>
/// <param name="Candidates">
/// Everyone who answers for it, the chosen one first; after them who would for graver cases alone.
/// </param>
public sealed record RoutingDecision(Guid? UnitId, string Rule, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>How long the unit has that a duty named; null: by severity and category.</summary>
    [JsonIgnore]
    public DeadlineClass? DeadlineClass =>
        UnitId is not null && Candidates is [var chosen, ..] ? chosen.DeadlineClass : null;
}

/// <summary>
/// Category and region → the responsible unit. Whoever has a named duty goes before a default owner, wherever; then the
/// most specific region, the most specific category, the duty for graver cases alone, the smaller priority number, the
/// smaller id. Pure; the order in which duties are given does not matter.
/// </summary>
public static class RoutingPolicy
{
    /// <param name="level">How grave the case is.</param>
    public static RoutingDecision Choose(
        string category, string region, IEnumerable<Duty> duties, Severity level = Severity.Urgent)
    {
        var ranked = new List<Duty>();
        List<Duty>? below = null;
        foreach (var duty in duties)
        {
            if (duty.Covers(category, region))
            {
                (duty.MinLevel <= level ? ranked : below ??= []).Add(duty);
            }
        }

        if (ranked.Count == 0)
        {
            return new RoutingDecision(null, "NoOwner", below is null ? [] : WithLeftOut([], below));
        }

        ranked.Sort(Compare);
        var candidates = new List<Candidate>(ranked.Count);
        var before = ranked[0];
        foreach (var duty in ranked)
        {
            // A unit stands once, by the duty that puts it furthest ahead; there are only ever a few.
            if (!candidates.Exists(c => c.UnitId == duty.UnitId))
            {
                candidates.Add(Candidate.Of(duty, candidates.Count == 0 ? "Chosen" : Behind(before, duty)));
                before = duty;
            }
        }

        return new RoutingDecision(
            ranked[0].UnitId, ranked[0].IsDefault ? "DefaultOwner" : "SpecificDuty",
            below is null ? candidates : WithLeftOut(candidates, below));
    }

    private static List<Candidate> WithLeftOut(List<Candidate> candidates, List<Duty> below)
    {
        below.Sort(Compare);
        foreach (var duty in below)
        {
            if (!candidates.Exists(c => c.UnitId == duty.UnitId))
            {
                candidates.Add(Candidate.Of(duty, Candidate.BelowLevel));
            }
        }

        return candidates;
    }

    /// <summary>A whole order: no two duties are equal in it.</summary>
    private static int Compare(Duty a, Duty b) =>
        a.IsDefault != b.IsDefault ? a.IsDefault.CompareTo(b.IsDefault)
        : a.Region.Length != b.Region.Length ? b.Region.Length - a.Region.Length
        : a.Category.Length != b.Category.Length ? b.Category.Length - a.Category.Length
        : a.MinLevel != b.MinLevel ? b.MinLevel - a.MinLevel
        : a.Priority != b.Priority ? a.Priority.CompareTo(b.Priority)
        : a.UnitId != b.UnitId ? a.UnitId.CompareTo(b.UnitId)
        : a.Id.CompareTo(b.Id);

    private static string Behind(Duty better, Duty worse) => (better, worse) switch
    {
        _ when better.IsDefault != worse.IsDefault => "DefaultOwner",
        _ when better.Region.Length != worse.Region.Length => "WiderRegion",
        _ when better.Category.Length != worse.Category.Length => "WiderCategory",
        _ when better.MinLevel != worse.MinLevel => "LowerLevel",
        _ when better.Priority != worse.Priority => "LowerPriority",
        _ => "HigherId",
    };
}

using System.Text.Json;
using System.Text.Json.Serialization;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// How long a case of one severity may take: the unit from its dispatch to resolving it, and the whole, as the rider
/// sees it, from registration to closing. Hours are of the mode's own time; work days are counted in days.
/// </summary>
public sealed record ClockLimit
{
    public required Severity Severity { get; init; }

    /// <summary>A category or a prefix of one; null: whatever has no limit of its own.</summary>
    public string? Category { get; init; }

    /// <summary>Of a unit's duty: then it says nothing about the rider's clock, and nothing about a category.</summary>
    public DeadlineClass? Class { get; init; }

    public ClockMode UnitMode { get; init; }

    public int UnitHours { get; init; }

    public int UnitDays { get; init; }

    public ClockMode RiderMode { get; init; }

    public int RiderHours { get; init; }

    public int RiderDays { get; init; }

    [JsonIgnore]
    public ClockLength Unit => new(UnitMode, UnitMode == ClockMode.WorkDays ? UnitDays : UnitHours);

    [JsonIgnore]
    public ClockLength Rider => new(RiderMode, RiderMode == ClockMode.WorkDays ? RiderDays : RiderHours);

    /// <summary>The unit's side of <paramref name="terms"/>, the rider's of this one.</summary>
    public ClockLimit By(ClockLimit terms) => this with
    {
        Class = terms.Class, UnitMode = terms.UnitMode, UnitHours = terms.UnitHours, UnitDays = terms.UnitDays,
    };

    public bool Covers(string category) => Category is null || category == Category
        || (category.Length > Category.Length && category.StartsWith(Category, StringComparison.Ordinal)
            && category[Category.Length] == '.');
}

/// <summary>
/// The limits as data (<c>limits.json</c>): one for each severity, and others for categories of their own; the longest
/// prefix decides. A table with a hole does not load. What ships runs day and night, because what riders report lies
/// on a road; only questions of access are settled at desks and so have work days. A unit has one limit, up to
/// resolving; there is none of its own for accepting, but the response rate measures acceptance by it.
/// </summary>
public sealed class ClockLimits
{
    /// <summary>Longer than that nobody waits, and sums of the calendar stay far from its ends.</summary>
    private const int Most = 366 * 24;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<Severity, ClockLimit> _limits;
    private readonly ClockLimit[] _ofCategories;
    private readonly Dictionary<(ClockLimit, DeadlineClass), ClockLimit> _ofClasses;

    private ClockLimits(IReadOnlyList<ClockLimit> limits)
    {
        _limits = limits.Where(l => l is { Category: null, Class: null }).ToDictionary(l => l.Severity);
        _ofCategories = [.. limits.Where(l => l.Category is not null).OrderByDescending(l => l.Category!.Length)];
        _ofClasses = limits.Where(l => l.Class is not null).SelectMany(terms => _limits.Values.Concat(_ofCategories)
                .Where(l => l.Severity == terms.Severity).Select(l => (Key: (l, terms.Class!.Value), At: l.By(terms))))
            .ToDictionary(x => x.Key, x => x.At);
    }

    public ClockLimit this[Severity severity] => _limits[severity];

    /// <summary>Every report asks: a handful of comparisons, and nothing allocated.</summary>
    public ClockLimit For(Severity severity, string category)
    {
        foreach (var limit in _ofCategories)
        {
            if (limit.Severity == severity && limit.Covers(category))
            {
                return limit;
            }
        }

        return _limits[severity];
    }

    /// <param name="terms">Of the duty by which the unit has the case.</param>
    public ClockLimit For(Severity severity, string category, DeadlineClass? terms) =>
        terms is null or DeadlineClass.General ? For(severity, category)
            : _ofClasses[(For(severity, category), terms.Value)];

    /// <summary>The limits that ship with the service.</summary>
    public static ClockLimits Standard()
    {
        using var stream = typeof(ClockLimits).Assembly.GetManifestResourceStream("limits.json")
            ?? throw new InvalidOperationException("limits.json is not embedded.");
        using var reader = new StreamReader(stream);
        return Load(reader.ReadToEnd());
    }

    /// <summary>Throws <see cref="InvalidDataException"/> that says what is wrong.</summary>
    public static ClockLimits Load(string json)
    {
        List<ClockLimit> limits;
        try
        {
            limits = JsonSerializer.Deserialize<List<ClockLimit>>(json, Json) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The limits cannot be read: {e.Message}", e);
        }

        var wrong = Enum.GetValues<Severity>()
            .Where(s => limits.Count(l => l.Severity == s && l is { Category: null, Class: null }) != 1)
            .Select(s => $"{s} must stand once.")
            .Concat(Enum.GetValues<DeadlineClass>().Where(c => c != DeadlineClass.General)
                .SelectMany(_ => Enum.GetValues<Severity>(), (c, s) => (Class: c, Severity: s))
                .Where(x => limits.Count(l => l.Class == x.Class && l.Severity == x.Severity) != 1)
                .Select(x => $"{x.Severity} of class {x.Class} must stand once."))
            .Concat(limits.Where(l => l.Category is not null).GroupBy(l => (l.Severity, l.Category))
                .Where(g => g.Count() > 1).Select(g => $"{g.Key.Severity} of {g.Key.Category} must stand once."))
            .Concat(limits.SelectMany(Wrong)).ToList();
        return wrong.Count == 0 ? new ClockLimits(limits)
            : throw new InvalidDataException($"The limits are wrong:\n{string.Join('\n', wrong)}");
    }

    private static IEnumerable<string> Wrong(ClockLimit limit)
    {
        if (limit is { Class: not null, Category: not null } or { Class: DeadlineClass.General })
        {
            yield return $"Class {limit.Class} of {limit.Category}: a class is Urgent or WorkDays, for all categories.";
        }

        var name = limit.Class is { } terms ? $"{limit.Severity} of class {terms}"
            : limit.Category is null ? $"{limit.Severity}" : $"{limit.Severity} of {limit.Category}";
        foreach (var (who, mode, hours, days) in new[]
        {
            ("unit", limit.UnitMode, limit.UnitHours, limit.UnitDays),
            ("rider", limit.RiderMode, limit.RiderHours, limit.RiderDays),
        })
        {
            var (used, other, unit) = mode == ClockMode.WorkDays ? (days, hours, "Days") : (hours, days, "Hours");
            if (limit.Class is not null && who == "rider" ? used != 0 || other != 0 : used is < 1 or > Most
                || other != 0)
            {
                yield return $"{name}: {who}{unit} is 1 or more and at most {Most}; {mode} takes no other amount.";
            }
        }

        if (limit.Class is null && limit.UnitMode == limit.RiderMode && limit.Rider.Amount < limit.Unit.Amount)
        {
            yield return $"{name}: riderHours not less than unitHours, nor riderDays than unitDays.";
        }
    }
}

using System.Globalization;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>The search form of the list as it stands in the address, and as the API takes it.</summary>
public sealed record CaseSearch
{
    public static readonly IReadOnlyList<string> Waits = ["dispatcher", "handler", "rider"];

    public static readonly IReadOnlyList<string> Sorts = ["reportedAt", "changedAt", "dueAt", "severity"];

    /// <summary>Names that lead here from figures and other pages, beside those of the form.</summary>
    private static readonly string[] Passed = ["figure", "kind", "own", "mine", "cell", "assignee"];

    private static readonly string[] Fields =
        ["q", "status", "severity", "category", "unit", "waiting", "overdue", .. Passed];

    private readonly Dictionary<string, string> _given;

    public CaseSearch(IQueryCollection query)
    {
        _given = Fields.Concat(["from", "to"]).Where(f => !string.IsNullOrWhiteSpace(query[f]))
            .ToDictionary(f => f, f => query[f].ToString().Trim());
    }

    public string? this[string field] => _given.GetValueOrDefault(field);

    /// <summary>Filters without a field in the form: kept, and shown as what they are.</summary>
    public IEnumerable<KeyValuePair<string, string>> Hidden => _given.Where(g => Passed.Contains(g.Key));

    /// <summary>
    /// For <c>datetime-local</c>: a moment of a figure's link is an instant, the form's is China time.
    /// </summary>
    public string? Local(string field) => Moment(field) is { } moment
        ? ChinaTime.Local(moment)
        : this[field];

    public IEnumerable<(string Name, object? Value)> Query(Place place) =>
    [
        .. Fields.Select(f => (f, (object?)this[f])), ("from", Instant("from")), ("to", Instant("to")),
        ("region", place.Region), ("at", place.AtInstant),
    ];

    private string? Instant(string field) =>
        Moment(field) is { } moment ? ChinaTime.Instant(moment) : this[field];

    private DateTimeOffset? Moment(string field) => this[field] is not { } text ? null
        : DateTime.TryParseExact(text, [ChinaTime.LocalPattern, "yyyy-MM-dd"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var local) ? new DateTimeOffset(local, ChinaTime.Offset)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant : null;
}

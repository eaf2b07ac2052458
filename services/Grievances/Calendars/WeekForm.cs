using System.Globalization;
using System.Text.Json;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>The hours of a week as they are typed: of each day its spans, such as <c>09:00-12:00</c>.</summary>
/// <param name="Monday">Null or empty: closed. Past midnight counts on: <c>22:00-30:00</c> ends at 06:00.</param>
public sealed record WeekForm(
    IReadOnlyList<string>? Monday, IReadOnlyList<string>? Tuesday, IReadOnlyList<string>? Wednesday,
    IReadOnlyList<string>? Thursday, IReadOnlyList<string>? Friday, IReadOnlyList<string>? Saturday,
    IReadOnlyList<string>? Sunday)
{
    /// <summary>Null where a text is no span, or there are too many.</summary>
    public IReadOnlyList<IReadOnlyList<ShiftSpan>>? Spans()
    {
        var days = Days().Select(d => (d ?? []).Select(t => t is null ? null : Shifts.SpanOf(t)).ToList()).ToList();
        return days.Any(d => d.Count > UnitHours.MostSpans || d.Contains(null)) ? null
            : [.. days.Select(d => (IReadOnlyList<ShiftSpan>)[.. d.Select(s => s!.Value).OrderBy(s => s.Start)])];
    }

    internal static WeekForm? Of(IReadOnlyList<IReadOnlyList<ShiftSpan>>? week) =>
        week is null ? null : Of(week.Select(d => d.Select(Text).ToList()).ToList());

    internal static string? Json(IReadOnlyList<IReadOnlyList<ShiftSpan>>? week) => week is null ? null
        : JsonSerializer.Serialize(week.Select(d => d.Select(Text)), JsonSerializerOptions.Web);

    internal static UnitHours Read(UnitHoursRow row) => new(
        row.UnitId, row.Version, row.ValidFrom, row.SetAt, row.OpenOnHolidays, row.Week is not { } json ? null
            : Of(JsonSerializer.Deserialize<List<List<string>>>(json, JsonSerializerOptions.Web)!).Spans());

    private static WeekForm Of(List<List<string>> d) =>
        new(d[0], d[1], d[2], d[3], d[4], d[5], d[6]);

    private static string Text(ShiftSpan span) => string.Create(CultureInfo.InvariantCulture,
        $"{span.Start / 60:00}:{span.Start % 60:00}-{span.End / 60:00}:{span.End % 60:00}");

    private IReadOnlyList<string>?[] Days() => [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
}

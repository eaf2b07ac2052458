using System.Text.Json;

namespace RiderPlatform.Stations.Domain;

/// <summary>A day as opening hours see it.</summary>
/// <param name="Weekday">Sunday is 0; of a make-up working day, the weekday that it stands in for.</param>
public readonly record struct CalendarDay(DateOnly Date, int Weekday, bool IsHoliday);

/// <summary>
/// The days off and the make-up working days that the State Council announces for each year (each November for the
/// next), from the file that the cases' calendar begins with. For a year that is not known only the fixed dates count:
/// New Year, Labour Day (two days) and National Day (three). The announcement does not say for which weekday a make-up
/// day stands in: here it is the nearest working day, Friday for a Saturday and Monday for a Sunday.
/// </summary>
public sealed class PublicHolidays
{
    private readonly HashSet<DateOnly> _off;
    private readonly HashSet<DateOnly> _work;
    private readonly HashSet<int> _years;

    private PublicHolidays(IReadOnlyList<Year> years)
    {
        _years = [.. years.Select(y => y.Number)];
        _off = [.. years.SelectMany(y => y.Off).SelectMany(Each)];
        _work = [.. years.SelectMany(y => y.Work).SelectMany(Each)];
    }

    /// <summary>The announced years that ship with the service.</summary>
    public static PublicHolidays Announced { get; } = Load();

    public bool Contains(DateOnly day) => _years.Contains(day.Year) ? _off.Contains(day) : IsFixed(day);

    public CalendarDay On(DateOnly day)
    {
        var weekday = day.DayOfWeek switch
        {
            DayOfWeek.Saturday when _work.Contains(day) => DayOfWeek.Friday,
            DayOfWeek.Sunday when _work.Contains(day) => DayOfWeek.Monday,
            var own => own,
        };
        return new CalendarDay(day, (int)weekday, Contains(day));
    }

    private static bool IsFixed(DateOnly day) => (day.Month, day.Day) is (1, 1) or (5, 1 or 2) or (10, 1 or 2 or 3);

    private static IEnumerable<DateOnly> Each(Span span) =>
        Enumerable.Range(0, span.To.DayNumber - span.From.DayNumber + 1).Select(span.From.AddDays);

    private static PublicHolidays Load()
    {
        using var file = typeof(PublicHolidays).Assembly.GetManifestResourceStream("calendar-years.json")!;
        return new PublicHolidays(JsonSerializer.Deserialize<Calendar>(file, JsonSerializerOptions.Web)!.Years);
    }

    private sealed record Span(DateOnly From, DateOnly To);

    private sealed record Year(
        [property: System.Text.Json.Serialization.JsonPropertyName("year")] int Number,
        IReadOnlyList<Span> Off, IReadOnlyList<Span> Work);

    private sealed record Calendar(IReadOnlyList<Year> Years);
}

namespace RiderPlatform.Stations.Domain;

/// <summary>Minutes of the day on which they begin, half-open; the end is beyond 1440 when over midnight.</summary>
internal readonly record struct MinuteSpan(int From, int To);

/// <summary>
/// Dates with both ends, every year unless the years are said; a span without years may go round New Year.
/// </summary>
/// <param name="From">Month × 100 + day.</param>
internal readonly record struct DateSpan(int? FromYear, int From, int? ToYear, int To)
{
    public static DateSpan Of(DateOnly from, DateOnly to) =>
        new(from.Year, (from.Month * 100) + from.Day, to.Year, (to.Month * 100) + to.Day);

    public bool Holds(DateOnly date)
    {
        var day = (date.Month * 100) + date.Day;
        if (FromYear is { } first && ToYear is { } last)
        {
            var dated = (date.Year * 10_000) + day;
            return dated >= (first * 10_000) + From && dated <= (last * 10_000) + To;
        }

        return From <= To ? day >= From && day <= To : day >= From || day <= To;
    }
}

/// <summary>One rule of an expression, in the form in which it is asked.</summary>
/// <param name="Dates">None: all dates.</param>
/// <param name="Weekdays">A bit for each weekday, Sunday the lowest.</param>
/// <param name="Spans">In order; none: closed.</param>
internal sealed record HoursRule(
    IReadOnlyList<DateSpan> Dates, int Weekdays, bool OnHolidays, MinuteSpan[] Spans, string? Comment)
{
    public const int EveryDay = 0b111_1111;
    public const int MinutesPerDay = 24 * 60;

    public bool IsAllDay => Spans is [(0, MinutesPerDay)];

    public bool Decides(in CalendarDay day) =>
        (((Weekdays >> day.Weekday) & 1) != 0 || (OnHolidays && day.IsHoliday)) && HoldsDate(day.Date);

    public bool Covers(int minute)
    {
        foreach (var span in Spans)
        {
            if (minute >= span.From && minute < span.To)
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsDate(DateOnly date)
    {
        for (var i = 0; i < Dates.Count; i++)
        {
            if (Dates[i].Holds(date))
            {
                return true;
            }
        }

        return Dates.Count == 0;
    }
}

namespace RiderPlatform.Grievances.Domain.Calendar;

/// <summary>A clock stands still from the first moment on, up to but without the second.</summary>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset To);

/// <summary>How long a clock runs until it is due.</summary>
/// <param name="Amount">Hours; with <see cref="ClockMode.WorkDays"/> days.</param>
public readonly record struct ClockLength(ClockMode Mode, int Amount)
{
    /// <summary>In the clock's own time.</summary>
    public TimeSpan Time(WorkCalendar calendar, DateTimeOffset started) => Mode == ClockMode.WorkDays
        ? calendar[Mode].Days(Begin(started), Amount) : TimeSpan.FromHours(Amount);

    /// <summary>When a clock of this mode begins to count: work days from the day after.</summary>
    public DateTimeOffset Begin(DateTimeOffset started) => Mode == ClockMode.WorkDays
        ? ChinaTime.StartOf(ChinaTime.DayOf(started).AddDays(1)) : started;

    /// <summary>When <paramref name="share"/> of it has run; 1: when it is due.</summary>
    public DateTimeOffset Reached(
        WorkCalendar calendar, DateTimeOffset started, double share, ReadOnlySpan<Pause> pauses = default)
    {
        // Continuous is most cases there are, and needs no table; ticks are whole microseconds as stored moments are.
        var (clock, left) = (calendar[Mode], Whole(Time(calendar, started) * share));
        var at = Begin(started);
        foreach (var pause in pauses)
        {
            var run = clock.Elapsed(at, pause.From);
            if (run >= left || pause.To <= at)
            {
                continue;
            }

            left -= run > TimeSpan.Zero ? run : TimeSpan.Zero;
            at = pause.To;
        }

        return Mode == ClockMode.Continuous ? at + left : clock.Add(at, left);
    }

    /// <summary>When it is due.</summary>
    /// <param name="pauses">In order, apart from each other.</param>
    public DateTimeOffset Due(
        WorkCalendar calendar, DateTimeOffset started, ReadOnlySpan<Pause> pauses = default) =>
        Reached(calendar, started, 1, pauses);

    /// <summary>How much of the clock's own time lies between two moments, pauses left out.</summary>
    public TimeSpan Run(
        WorkCalendar calendar, DateTimeOffset started, DateTimeOffset to, ReadOnlySpan<Pause> pauses = default)
    {
        var (clock, begin) = (calendar[Mode], Begin(started));
        var run = clock.Elapsed(begin, to < begin ? begin : to);
        foreach (var pause in pauses)
        {
            var (from, until) = (pause.From < begin ? begin : pause.From, pause.To > to ? to : pause.To);
            run -= from < until ? clock.Elapsed(from, until) : TimeSpan.Zero;
        }

        return run;
    }

    private static TimeSpan Whole(TimeSpan time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond));
}

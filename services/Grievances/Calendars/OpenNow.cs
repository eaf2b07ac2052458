using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>Whether a unit works at a moment, by its own hours or the city's, and when that changes next.</summary>
/// <param name="ClosesAt">Null while it is closed, or open round the clock.</param>
/// <param name="OpensAt">When it opens next after that; null while it is open round the clock.</param>
public sealed record OpenNow(bool Open, DateTimeOffset? ClosesAt, DateTimeOffset? OpensAt)
{
    /// <summary>Longer without a break is round the clock.</summary>
    private const int MostMinutes = 3 * 24 * 60;

    internal static OpenNow At(DateTimeOffset now, WorkCalendar calendar)
    {
        var clock = calendar[ClockMode.WorkTime];
        if (clock.Next(now) is var next && next > now)
        {
            return new(false, null, next);
        }

        // Spans begin and end at whole minutes.
        var minute = now.AddTicks(TimeSpan.TicksPerMinute - (now.UtcTicks % TimeSpan.TicksPerMinute));
        for (var i = 0; i < MostMinutes; i++, minute = minute.AddMinutes(1))
        {
            if (clock.Next(minute) is var again && again > minute)
            {
                return new(true, minute, again);
            }
        }

        return new(true, null, null);
    }
}

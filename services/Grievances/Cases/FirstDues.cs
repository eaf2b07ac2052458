using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Timers;

namespace RiderPlatform.Grievances.Cases;

/// <summary>When the clocks of a case are due that begins now: the one place for every way in.</summary>
/// <param name="Response">When the unit's limit is over, whether a unit has the case or not.</param>
/// <param name="Timer">When the first of its clocks has to be looked at.</param>
internal readonly record struct FirstDues(DateTimeOffset Rider, DateTimeOffset Response, DateTimeOffset Timer)
{
    /// <param name="unit">Who is given the case at once; null: nobody.</param>
    public static FirstDues Of(ClockLimit limit, WorkCalendar calendar, DateTimeOffset started, Guid? unit) => new(
        limit.Rider.Due(calendar, started), limit.Unit.Due(calendar.Of(unit, started), started),
        CaseLevels.First(limit, calendar, started, unit));
}

using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Timers;

/// <summary>Every level that the running clocks of a case reach, or have reached, in order.</summary>
internal sealed class CaseLevels(ClockLimits limits, WorkCalendar calendar)
{
    /// <summary>The rider's clock runs whether a unit has the case or not: what nobody took is late too.</summary>
    public IReadOnlyList<LevelMoment> Of(CaseRow row, IReadOnlyCollection<CasePause> pauses)
    {
        if (row.Status == CaseStatus.Closed)
        {
            return [];
        }

        var limit = limits.For(row.Severity, row.Category, row.DeadlineClass);
        var rider = new RunningClock(ClockKind.Rider, row.ReportedAt, row.RiderDueAt, limit.Rider,
            CasePause.Joined(pauses.Where(p => p.StopsRider)));
        var levels = ClockLevels.Of(rider, calendar);
        if (row is { UnitId: { } unit, UnitSince: { } since, UnitDueAt: { } due, UnitDoneAt: null })
        {
            levels = levels.Concat(ClockLevels.Of(new(
                ClockKind.Unit, since, due, limit.Unit,
                CasePause.Joined(pauses.Where(p => p.StopsUnit(unit) && p.Span.To > since))),
                calendar.Of(unit, since)));
        }

        return [.. levels.OrderBy(l => l.At).ThenBy(l => l.Level)];
    }

    /// <summary>For the intake: nothing is paused yet, and nothing else stands in the row.</summary>
    public static DateTimeOffset First(ClockLimit limit, WorkCalendar calendar, DateTimeOffset now, Guid? unit)
    {
        var rider = limit.Rider.Reached(calendar, now, Clock.WarnAt);
        return unit is not null
            && limit.Unit.Reached(calendar.Of(unit, now), now, Clock.WarnAt) is var own && own < rider ? own : rider;
    }
}

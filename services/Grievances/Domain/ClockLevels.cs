using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Domain;

/// <summary>Which of a case's clocks.</summary>
public enum ClockKind : short
{
    Rider = 1,
    Unit = 2,

    /// <summary>A co-handler's.</summary>
    CoTask = 3,
}

/// <summary>How far a clock has gone; each level is told once.</summary>
public enum ClockLevel : short
{
    /// <summary>Three quarters have run.</summary>
    Warn = 1,

    /// <summary>It is due.</summary>
    Yellow = 2,

    /// <summary>One and a half times its length.</summary>
    Red = 3,

    /// <summary>Twice its length: a supervise order is issued one level up.</summary>
    Order = 4,
}

/// <summary>A clock that runs.</summary>
public sealed record RunningClock(
    ClockKind Kind, DateTimeOffset StartedAt, DateTimeOffset DueAt, ClockLength Length, Pause[] Pauses);

/// <summary>A level and when a clock reaches it.</summary>
public readonly record struct LevelMoment(RunningClock Clock, ClockLevel Level, DateTimeOffset At);

public static class ClockLevels
{
    public const double RedAt = 1.5;
    public const double OrderAt = 2;

    /// <summary>In order. Past the due moment, which is stored, the clock's own time goes on.</summary>
    public static IEnumerable<LevelMoment> Of(RunningClock clock, WorkCalendar calendar)
    {
        var warn = clock.Length.Reached(calendar, clock.StartedAt, Clock.WarnAt, clock.Pauses);
        var (time, hours) = (clock.Length.Time(calendar, clock.StartedAt), calendar[clock.Length.Mode]);
        yield return new(clock, ClockLevel.Warn, warn < clock.DueAt ? warn : clock.DueAt);
        yield return new(clock, ClockLevel.Yellow, clock.DueAt);
        yield return new(clock, ClockLevel.Red, hours.Add(clock.DueAt, time * (RedAt - 1)));
        yield return new(clock, ClockLevel.Order, hours.Add(clock.DueAt, time * (OrderAt - 1)));
    }

    /// <summary>
    /// From 22:00 to 08:00 nobody is told but of what is dangerous; the record is made all the same.
    /// </summary>
    public static DateTimeOffset NotifyAt(DateTimeOffset now, Severity severity, WorkCalendar calendar) =>
        severity >= Severity.Major ? now : calendar[ClockMode.UrgentWorkTime].Next(now);
}

using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Domain;

public enum ClockState
{
    Running,

    /// <summary>Three quarters of the time are gone.</summary>
    Warned,

    /// <summary>Stands still until the end of an approved pause.</summary>
    Paused,
    Overdue,
    Stopped,
}

/// <summary>What a clock was started with.</summary>
/// <param name="DueAt">As stored: by the calendar as it stood, pauses counted in.</param>
/// <param name="StoppedAt">Null: it runs.</param>
public readonly record struct ClockFacts(
    DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? StoppedAt, ClockLength Length)
{
    /// <summary>The unit's duty has one of its own; null: by severity and category.</summary>
    public DeadlineClass? Class { get; init; }
}

/// <summary>One clock as it stands at a moment.</summary>
/// <param name="ElapsedMinutes">Plain minutes, day and night, pauses too.</param>
/// <param name="RemainingMinutes">
/// Plain minutes until it is due; below zero when late; of a stopped clock, what was left when it stopped.
/// </param>
/// <param name="Mode">By which hours it runs.</param>
/// <param name="OwnElapsedMinutes">In the clock's own time: only the hours that it runs by, pauses left out.</param>
/// <param name="OwnRemainingMinutes">The same of what remains.</param>
/// <param name="PausedUntil">While it is paused: when it goes on by itself.</param>
/// <param name="ProvisionalYears">Years that it was reckoned through before anybody announced them.</param>
/// <param name="Why">How the due moment comes about.</param>
public sealed record Clock(
    DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? StoppedAt, long ElapsedMinutes,
    long RemainingMinutes, ClockState State, ClockMode Mode, long OwnElapsedMinutes, long OwnRemainingMinutes,
    DateTimeOffset? PausedUntil, IReadOnlyList<int> ProvisionalYears, Wording Why)
{
    public const double WarnAt = 0.75;

    public static Clock At(
        DateTimeOffset now, ClockFacts facts, WorkCalendar calendar, IReadOnlyList<CasePause> pauses)
    {
        var (started, due, stopped, length) = facts;
        var at = stopped ?? now;
        var spans = CasePause.Joined(pauses);
        var (run, whole) = (length.Run(calendar, started, at, spans), length.Run(calendar, started, due, spans));
        var pause = pauses.FirstOrDefault(p => p.Span.From <= at && at < p.Span.To);
        var state = stopped is not null ? ClockState.Stopped
            : at >= due ? ClockState.Overdue
            : pause is not null ? ClockState.Paused
            : run >= whole * WarnAt ? ClockState.Warned : ClockState.Running;
        return new Clock(
            started, due, stopped, Minutes(at - started), Minutes(due - at), state, length.Mode, Minutes(run),
            Minutes(whole - run), state == ClockState.Paused ? pause!.Span.To : null,
            calendar.Provisional(length.Mode, started, due),
            ClockWords.Why(facts, calendar, pauses, length.Due(calendar, started, spans) == due));
    }

    private static long Minutes(TimeSpan time) => (long)Math.Floor(time.TotalMinutes);
}

/// <summary>
/// The rider's clock starts at registration, is never reset and stops when the case is closed. The unit's starts at the
/// first dispatch to that unit since the registration or the last reopening, so that returning in circles gains
/// nothing, and stops when the unit resolves it; null while no unit answers for the case.
/// </summary>
public sealed record Clocks(Clock Rider, Clock? Unit);

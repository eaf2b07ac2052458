using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Domain;

/// <summary>What a request for a pause is judged by.</summary>
/// <param name="UnitDueAt">Null: no unit's clock runs.</param>
/// <param name="Extended">This dispatch to the unit was extended already.</param>
/// <param name="Parked">How long the case was parked in all.</param>
public sealed record PauseFacts(DateTimeOffset? UnitDueAt, bool Extended, TimeSpan Parked);

/// <summary>
/// Pauses are bounded, because what stops a clock without end is how cases are forgotten: an extension is had once for
/// each dispatch, and a case is parked for 30 days in all, the longest that road works wait for their permits.
/// </summary>
public static class PauseRules
{
    public static readonly TimeSpan LongestExtension = TimeSpan.FromDays(15);
    public static readonly TimeSpan LongestParking = TimeSpan.FromDays(30);

    /// <summary>
    /// Null: it may be asked for, or approved, now. Otherwise <c>NoClockRuns</c>, <c>AlreadyDue</c> (a pause does not
    /// undo lateness), <c>AlreadyExtended</c>, <c>AlreadyOver</c> or <c>TooLong</c>.
    /// </summary>
    public static string? Refused(PauseKind kind, DateTimeOffset until, PauseFacts facts, DateTimeOffset now) =>
        facts.UnitDueAt is not { } due ? "NoClockRuns"
        : due <= now ? "AlreadyDue"
        : until <= now ? "AlreadyOver"
        : kind == PauseKind.Extension && facts.Extended ? "AlreadyExtended"
        : kind == PauseKind.Extension && until - now > LongestExtension ? "TooLong"
        : kind == PauseKind.Parking && facts.Parked + (until - now) > LongestParking ? "TooLong"
        : null;

    /// <summary>
    /// A due moment moved by a pause that begins now: what was left of the clock's own time is left after it. Within a
    /// pause that stands already only what goes beyond its end counts.
    /// </summary>
    public static DateTimeOffset Moved(
        DateTimeOffset due, DateTimeOffset started, ClockLength length, WorkCalendar calendar,
        IEnumerable<CasePause> standing, DateTimeOffset now, DateTimeOffset until)
    {
        var from = standing.Where(p => p.Span.From <= now && now < p.Span.To).Select(p => p.Span.To)
            .Append(now).Append(length.Begin(started)).Max();
        return from >= due || until <= from ? due
            : length.Mode == ClockMode.Continuous ? due + (until - from)
            : calendar[length.Mode].Add(until, calendar[length.Mode].Elapsed(from, due));
    }
}

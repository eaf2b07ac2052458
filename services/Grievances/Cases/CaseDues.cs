using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Cases;

/// <summary>When the clocks of a case are due.</summary>
/// <param name="Unit">Null while no unit answers for it.</param>
internal sealed record CaseDues(DateTimeOffset Rider, DateTimeOffset? Unit)
{
    /// <summary>
    /// Reckoned from where each clock started, whatever the case's category and severity are now: what has run of a
    /// clock has run, also where the case turns out to be about something else.
    /// </summary>
    public static CaseDues Of(
        CaseRow row, ClockLimit limit, WorkCalendar calendar, IReadOnlyCollection<CasePause> pauses) => new(
        limit.Rider.Due(calendar, row.ReportedAt, CasePause.Joined(pauses.Where(p => p.StopsRider))),
        row is { UnitId: { } unit, UnitSince: { } since } ? UnitDue(unit, since, limit, calendar, pauses) : null);

    public static DateTimeOffset UnitDue(
        Guid unit, DateTimeOffset since, ClockLimit limit, WorkCalendar calendar, IEnumerable<CasePause> pauses)
    {
        // A pause that began before the clock did counts from the clock's start.
        var own = pauses.Where(p => p.StopsUnit(unit) && p.Span.To > since)
            .Select(p => p with { Span = new(p.Span.From < since ? since : p.Span.From, p.Span.To) });
        return limit.Unit.Due(calendar.Of(unit, since), since, CasePause.Joined(own));
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Pauses;

namespace RiderPlatform.Grievances.Cases;

/// <summary>The clock of the unit that answers for a case; both null while none does.</summary>
internal sealed record UnitClock(DateTimeOffset? Since, DateTimeOffset? DueAt)
{
    /// <summary>
    /// After a step. Only a dispatch starts a clock, a return and a reopening take it away, and whatever else happens
    /// leaves it alone.
    /// </summary>
    public static async Task<UnitClock> AfterAsync(
        GrievancesDb db, CaseRow row, CaseStep step, ClockLimits limits, WorkCalendar calendar, DateTimeOffset now,
        CancellationToken ct)
    {
        switch (step.Action)
        {
            case CaseAction.Return or CaseAction.Reopen or CaseAction.Split:
                return new(null, null);
            case not CaseAction.Dispatch:
                return new(row.UnitSince, row.UnitDueAt);
        }

        var unit = step.UnitId!.Value;
        var since = await SinceAsync(db, row.Id, unit, ct) ?? now;
        var pauses = await CasePauses.ReadAsync(db, [row], now, ct);
        var limit = limits.For(row.Severity, row.Category);
        return new(since, CaseDues.UnitDue(unit, since, limit, calendar, pauses.Of(row.Id)));
    }

    /// <summary>
    /// When the unit was first given the case since the last reopening: being given it again gains it nothing.
    /// </summary>
    private static Task<DateTimeOffset?> SinceAsync(GrievancesDb db, Guid id, Guid unit, CancellationToken ct)
    {
        var events = db.CaseEvents.Where(e => e.CaseId == id);
        return events.Where(e => e.Kind == "Dispatched" && e.UnitId == unit
            && !events.Any(r => (r.Kind == "Reopened" || r.Kind == "Split") && r.Version > e.Version))
            .MinAsync(e => (DateTimeOffset?)e.OccurredAt, ct);
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Pauses;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// The clocks after a step: the rider's, and that of the unit that answers then (null while none does).
/// </summary>
/// <param name="Class">By the duty of the unit that was given it last.</param>
internal sealed record StepDues(
    DateTimeOffset Rider, DateTimeOffset? UnitSince, DateTimeOffset? Unit, DeadlineClass? Class)
{
    /// <summary>The version of a case that was dispatched as it was registered: no other unit had it before.</summary>
    private const int FirstDispatch = 2;

    /// <summary>
    /// A unit that is given the case starts its clock, losing the unit takes it away, and another category or severity
    /// has both reckoned anew from where they started. Whatever else happens leaves them alone.
    /// </summary>
    public static async Task<StepDues> AfterAsync(
        GrievancesDb db, CaseRow row, CaseStep step, Transition line, ClockLimits limits, RoutingSnapshot snapshot,
        DateTimeOffset now, CancellationToken ct)
    {
        if (line.Unit == UnitEffect.Clear || line.To == CaseStatus.Reopened)
        {
            return new(row.RiderDueAt, null, null, row.DeadlineClass);
        }

        var given = line.Unit is UnitEffect.Set or UnitEffect.Back;
        var unit = given ? step.UnitId : row.UnitId;
        var (severity, category) = (step.Severity ?? row.Severity, step.Category ?? row.Category);
        var terms = unit is { } of && (line.Unit == UnitEffect.Set || step.Action == CaseAction.Triage)
            ? snapshot.DeadlineOf(of, category, row.RegionCode, severity) : row.DeadlineClass;
        var (limit, calendar) = (limits.For(severity, category, terms), snapshot.Calendar);
        var changed = step.Action == CaseAction.Triage
            && limit != limits.For(row.Severity, row.Category, row.DeadlineClass);
        if (!given && !changed)
        {
            return new(row.RiderDueAt, row.UnitSince, row.UnitDueAt, terms);
        }

        var pauses = (await CasePauses.ReadAsync(db, [row], now, ct)).Of(row.Id);
        var since = given ? await SinceAsync(db, row, unit!.Value, ct) ?? now : row.UnitSince;
        var due = unit is { } id && since is { } from ? CaseDues.UnitDue(id, from, limit, calendar, pauses) : default(
            DateTimeOffset?);
        return new(changed ? CaseDues.Of(row, limit, calendar, pauses).Rider : row.RiderDueAt, since, due, terms);
    }

    /// <summary>
    /// When the unit was first given the case since the last reopening: being given it again gains it nothing.
    /// </summary>
    private static async Task<DateTimeOffset?> SinceAsync(
        GrievancesDb db, CaseRow row, Guid unit, CancellationToken ct)
    {
        if (row.UnitId == unit || row.FirstUnitId is null || row.Version == FirstDispatch)
        {
            return row.UnitId == unit ? row.UnitSince : null;
        }

        var events = db.CaseEvents.Prepared().Where(e => e.CaseId == row.Id);
        return await events.Where(e => e.Kind == "Dispatched" && e.UnitId == unit
            && !events.Any(r => r.Status == CaseStatus.Reopened && r.Version > e.Version))
            .MinAsync(e => (DateTimeOffset?)e.OccurredAt, ct);
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.Grievances.Warnings;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>
/// Holds open appeals against warnings that came after them. Every appeal knows up to which warning it was held, so
/// that whichever of the two comes first, and however many replicas look, each pair is looked at; a mark that stands is
/// never taken away, only a worse warning takes its place.
/// </summary>
public sealed class MarkAppeals(GrievancesDb db, ClockLimits limits, DirectoryCopy directory, TimeProvider time)
{
    private const int Together = 200;

    /// <summary>How many were marked.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var marked = 0;
        while (directory.Current is { } snapshot)
        {
            var (taken, fresh) = await db.InTransactionAsync(() => BatchAsync(snapshot, ct), ct);
            db.ChangeTracker.Clear();
            marked += fresh;
            if (taken < Together)
            {
                break;
            }
        }

        return marked;
    }

    private async Task<(int Taken, int Marked)> BatchAsync(RoutingSnapshot snapshot, CancellationToken ct)
    {
        var seen = await WarningsInForce.SeenAsync(db, ct);
        var ids = await db.Database.SqlQuery<Guid>($"""
            select a.case_id as "Value" from appeals a join cases c on c.id = a.case_id
            where a.outcome is null and a.warnings_seen < {seen} and c.open and c.unit_done_at is null
            order by a.case_id limit {Together} for no key update of c, a skip locked
            """).ToListAsync(ct);
        if (ids.Count == 0)
        {
            return (0, 0);
        }

        var appeals = await db.Set<AppealRow>().Where(a => ids.Contains(a.CaseId)).ToListAsync(ct);
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var warnings = await WarningsInForce.ReadAsync(
            db, appeals.Min(a => a.OrderFrom), appeals.Max(a => a.OrderTo), ct);
        var (marked, now) = (0, time.Now());
        foreach (var appeal in appeals)
        {
            var row = cases[appeal.CaseId];
            var position = row is { Longitude: { } x, Latitude: { } y } ? new Position(x, y) : default(Position?);
            appeal.WarningsSeen = seen;
            if (warnings.Worst(position, row.RegionCode, appeal.OrderFrom, appeal.OrderTo) is { } met
                && (appeal.WarningLevel is null || met.Level > appeal.WarningLevel))
            {
                marked += appeal.WarningId is null ? 1 : 0;
                (appeal.WarningId, appeal.WarningLevel, appeal.MarkedAt) =
                    (met.Id, met.Level, appeal.MarkedAt ?? now);
                await HurryAsync(row, snapshot.Calendar, now, ct);
            }
        }

        await db.SaveChangesAsync(ct);
        return (ids.Count, marked);
    }

    /// <summary>
    /// Major from now on: the shorter clocks run from this moment, because the platform could not know before; what was
    /// due sooner stays due.
    /// </summary>
    private async Task HurryAsync(CaseRow row, WorkCalendar calendar, DateTimeOffset now, CancellationToken ct)
    {
        if (row.Severity >= Severity.Major)
        {
            return;
        }

        var limit = limits.For(Severity.Major, row.Category, row.DeadlineClass);
        var rider = Sooner(row.RiderDueAt, limit.Rider.Due(calendar, now));
        var unit = row.UnitDueAt is { } due ? Sooner(due, limit.Unit.Due(calendar.Of(row.UnitId, now), now))
            : default(DateTimeOffset?);
        await db.Cases.Where(c => c.Id == row.Id).ExecuteUpdateAsync(s => s
            .SetProperty(c => c.Severity, Severity.Major).SetProperty(c => c.RiderDueAt, rider)
            .SetProperty(c => c.UnitDueAt, unit).SetProperty(c => c.DueMovedAt, now), ct);
        db.Add(new CaseDueChangeRow
        {
            CaseId = row.Id, ChangedAt = now, RiderBefore = row.RiderDueAt, UnitBefore = row.UnitDueAt,
        });
        var after = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == row.Id, ct);
        await db.WriteTimerAsync(after, limits, calendar, now, ct);
    }

    private static DateTimeOffset Sooner(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Pauses;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>
/// A year that nobody had announced is published: deadlines that were reckoned through it on plain weekends are
/// reckoned anew, each once. Corrections of a year that was known move nothing.
/// </summary>
internal sealed class ReckonYear(GrievancesDb db, ClockLimits limits, RoutingSnapshot snapshot, DateTimeOffset now)
{
    /// <summary>
    /// A case that somebody works on is skipped and taken the next time; its own key keeps it to once.
    /// </summary>
    private const string Take = """
        select c.* from cases c
        where c.status <> 'Closed' and c.reported_at < {1}
            and greatest(c.rider_due_at, c.unit_due_at, c.response_due_at) >= {2}
            and not exists (select 1 from case_reckonings r where r.case_id = c.id and r.year = {0})
        order by c.id limit 200 for no key update of c skip locked
        """;

    private WorkCalendar? _plain;

    /// <summary>How many cases were looked at; 0: the rest, if there is one, is held by others.</summary>
    public Task<int> RunAsync(CalendarYearRow year, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var begins = ChinaTime.StartOf(new(year.Year, 1, 1));
        var rows = await db.Cases.FromSqlRaw(Take, year.Year, year.ImportedAt, begins).AsNoTracking().ToListAsync(ct);
        var pauses = await CasePauses.ReadAsync(db, rows, now, ct);
        foreach (var row in rows)
        {
            await ReckonAsync(row, year, pauses.Of(row.Id), ct);
        }

        await db.SaveChangesAsync(ct);
        return rows.Count;
    }, ct);

    /// <summary>Marks the year when nothing is left, held by others or not.</summary>
    public Task<int> FinishAsync(CalendarYearRow year, CancellationToken ct)
    {
        var begins = ChinaTime.StartOf(new(year.Year, 1, 1));
        return db.Set<CalendarYearRow>().Where(y => y.Year == year.Year && y.Version == year.Version
            && !db.Cases.Any(c => c.Status != CaseStatus.Closed && c.ReportedAt < year.ImportedAt
                && (c.RiderDueAt >= begins || c.UnitDueAt >= begins || c.ResponseDueAt >= begins)
                && !db.Set<CaseReckoningRow>().Any(r => r.CaseId == c.Id && r.Year == year.Year)))
            .ExecuteUpdateAsync(s => s.SetProperty(y => y.ReckonedAt, now), ct);
    }

    private async Task ReckonAsync(
        CaseRow row, CalendarYearRow year, IReadOnlyList<CasePause> pauses, CancellationToken ct)
    {
        var limit = limits.For(row.Severity, row.Category, row.DeadlineClass);
        var anew = CaseDues.Of(row, limit, snapshot.Calendar, pauses);
        var rider = Touches(limit.RiderMode, row.ReportedAt, row.RiderDueAt) ? anew.Rider : row.RiderDueAt;
        var unit = row is { UnitSince: { } since, UnitDueAt: { } due, UnitDoneAt: null }
            && Touches(limit.UnitMode, since, due) ? anew.Unit : row.UnitDueAt;
        var response = Response(row, limit, year.Year);
        db.Add(new CaseReckoningRow
        {
            CaseId = row.Id, Year = year.Year, Version = snapshot.Calendar.Find(year.Year)!.Version, ReckonedAt = now,
            RiderBefore = row.RiderDueAt, RiderAfter = rider, UnitBefore = row.UnitDueAt, UnitAfter = unit,
        });
        if (rider == row.RiderDueAt && unit == row.UnitDueAt && response == row.ResponseDueAt)
        {
            return;
        }

        await db.Cases.Where(c => c.Id == row.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.RiderDueAt, rider)
            .SetProperty(c => c.UnitDueAt, unit).SetProperty(c => c.ResponseDueAt, response)
            .SetProperty(c => c.DueMovedAt, now), ct);
        db.Add(new CaseDueChangeRow
        {
            CaseId = row.Id, ChangedAt = now, RiderBefore = row.RiderDueAt, UnitBefore = row.UnitDueAt,
            ResponseBefore = response == row.ResponseDueAt ? null : row.ResponseDueAt,
        });
        (row.RiderDueAt, row.UnitDueAt, row.ResponseDueAt, row.DueMovedAt) = (rider, unit, response, now);
        await db.WriteTimerAsync(row, limits, snapshot.Calendar, now, ct);

        bool Touches(ClockMode mode, DateTimeOffset from, DateTimeOffset to) =>
            mode is ClockMode.WorkTime or ClockMode.WorkDays && WorkCalendar.YearsOf(from, to).Contains(year.Year);
    }

    /// <summary>
    /// Only what plain weekends give is reckoned anew: by the terms and the hours of whoever was given the case at
    /// once, or of nobody. A category that triage has corrected since does not give it, and then it stays, as does the
    /// moment by which somebody who has taken the case on is judged already.
    /// </summary>
    private DateTimeOffset Response(CaseRow row, ClockLimit terms, int year)
    {
        if (row.FirstAcceptedAt is not null || !WorkCalendar.YearsOf(row.ReportedAt, row.ResponseDueAt).Contains(year))
        {
            return row.ResponseDueAt;
        }

        _plain ??= snapshot.Calendar.Without(year);
        foreach (var limit in (ClockLimit[])[terms, limits.For(row.Severity, row.Category)])
        {
            foreach (var unit in (Guid?[])[row.FirstUnitId, null])
            {
                if (FirstDues.Of(limit, _plain, row.ReportedAt, unit).Response == row.ResponseDueAt)
                {
                    return FirstDues.Of(limit, snapshot.Calendar, row.ReportedAt, unit).Response;
                }
            }
        }

        return row.ResponseDueAt;
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>
/// Co-handlers' tasks whose clock has reached a level, as cases are told theirs: what another replica has taken is
/// skipped, the task is held until its notices stand, and a level is one row, so that nothing is told twice.
/// </summary>
internal sealed class CoTaskBatch(GrievancesDb db, ClockLimits limits, RoutingSnapshot snapshot, DateTimeOffset now)
{
    public const int Size = 200;

    /// <summary>The case too: a step locks it before its tasks, and waiting for it would be a circle.</summary>
    private const string Take = """
        select t.* from co_tasks t join cases c on c.id = t.case_id
        where t.timer_at <= {0} and t.state in ('Open', 'Accepted') order by t.timer_at limit 200
        for no key update of t, c skip locked
        """;

    /// <summary>How many tasks were taken, and how many levels are new.</summary>
    public Task<(int Taken, int Written)> FireAsync(CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var tasks = await db.Set<CoTaskRow>().FromSqlRaw(Take, now).ToListAsync(ct);
        if (tasks.Count == 0)
        {
            return (0, 0);
        }

        var (ids, caseIds) = (tasks.ConvertAll(t => t.Id), tasks.ConvertAll(t => t.CaseId));
        var cases = await db.Cases.AsNoTracking().Where(c => caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var told = await db.Set<CoTaskNoticeRow>().AsNoTracking().Where(n => ids.Contains(n.TaskId))
            .Select(n => new { n.TaskId, n.Level }).ToListAsync(ct);
        var pauses = await CoExtensionView.PausesAsync(db, ids, ct);
        var written = 0;
        foreach (var task in tasks)
        {
            var row = cases[task.CaseId];
            var levels = CoTaskClock.LevelsOf(task, row, limits, snapshot.Calendar, pauses(task.Id)).ToList();
            var known = told.Where(n => n.TaskId == task.Id).Select(n => n.Level).ToHashSet();
            foreach (var level in levels.Where(l => l.At <= now && !known.Contains(l.Level)).OrderBy(l => l.At))
            {
                Tell(row, task, level);
                written++;
            }

            task.TimerAt = levels.Where(l => l.At > now).Select(l => (DateTimeOffset?)l.At).Min();
        }

        await db.SaveChangesAsync(ct);
        var ordered = db.ChangeTracker.Entries<SuperviseOrderRow>().Select(o => o.Entity.CaseId).ToList();
        await db.Cases.Where(c => ordered.Contains(c.Id) && c.SupervisedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.SupervisedAt, now), ct);
        return (tasks.Count, written);
    }, ct);

    private void Tell(CaseRow row, CoTaskRow task, LevelMoment level)
    {
        var notify = ClockLevels.NotifyAt(now, row.Severity, snapshot.Calendar);
        var overseer = snapshot.Units.GetValueOrDefault(task.UnitId)?.ParentId;
        db.Add(new CoTaskNoticeRow
        {
            TaskId = task.Id, Level = level.Level, ReachedAt = level.At, FiredAt = now, NotifyAt = notify,
        });
        db.Publish(new CaseTimerFired
        {
            CaseId = row.Id, CaseVersion = row.Version, Clock = nameof(ClockKind.CoTask),
            Level = level.Level.ToString(), Severity = row.Severity.ToString(), RegionCode = row.RegionCode,
            UnitId = task.UnitId, OverseerId = overseer, DueAt = task.DueAt, ReachedAt = level.At, NotifyAt = notify,
            OccurredAt = now,
        }, row.Id, row.Version);
        if (level.Level == ClockLevel.Order)
        {
            db.Add(new SuperviseOrderRow
            {
                Id = Guid.CreateVersion7(now), CaseId = row.Id, UnitId = task.UnitId, OverseerId = overseer,
                Reason = SupervisionWords.Reason(ClockKind.CoTask).Zh, IssuedAt = now,
                AnswerDueAt = SuperviseRules.AnswerDue(now, snapshot.Calendar),
            });
        }
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>
/// The co-handler asks for more time; the lead or a dispatcher decides, once. The bounds are those of a case's own
/// extension, and besides a part is never due after the whole: after the case's promise to its rider.
/// </summary>
public static class ExtendCoTask
{
    private const int MaxText = 500;

    public sealed record Request(string? Reason, DateTimeOffset? Until);

    public sealed record Decision(bool? Approve, string? Note);

    private sealed record Found(CaseRow Case, CoTaskRow Task, RoutingSnapshot Snapshot);

    public static async Task<Results<Ok<CoExtensionView>, ProblemHttpResult>> AskAsync(
        Guid id, Guid taskId, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory,
        ClockLimits limits, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(!Words.AreGood(request.Reason, MaxText), "reason", $"请说明理由，1–{MaxText} 个字。",
                $"Say why, 1–{MaxText} characters.")
            .When(request.Until is not { Year: >= 2000 and <= 2100 }, "until", "请填写截止时间。", "Say until when.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var (found, refused) = await FindAsync(id, taskId, scope, db, directory, ct);
        if (refused is not null)
        {
            return refused.ToProblem();
        }

        if (!scope.Covers(found!.Case.RegionCode, found.Task.UnitId, Roles.Handler))
        {
            return Refusal.Forbidden.ToProblem();
        }

        var now = time.Now();
        var until = request.Until!.Value.ToUniversalTime();
        until = until.AddTicks(-(until.Ticks % TimeSpan.TicksPerMicrosecond));
        if (await WrongAsync(db, found, until, limits, now, ct) is { } name)
        {
            return CoExtensionView.Refused(name).ToProblem();
        }

        var asked = new CoExtensionRow
        {
            Id = Guid.CreateVersion7(now), TaskId = taskId, Reason = request.Reason!.Trim(), Until = until,
            RequestedBy = scope.Subject, RequestedAt = now,
        };
        return await db.Database.ExecuteSqlAsync($"""
            insert into co_task_extensions (id, task_id, reason, until, requested_by, requested_at)
            values ({asked.Id}, {asked.TaskId}, {asked.Reason}, {asked.Until}, {asked.RequestedBy}, {asked.RequestedAt})
            on conflict do nothing
            """, ct) == 1 ? TypedResults.Ok(CoExtensionView.Of(asked))
            : CoExtensionView.Refused("AlreadyRequested").ToProblem();
    }

    public static async Task<Results<Ok<CoExtensionView>, ProblemHttpResult>> DecideAsync(
        Guid id, Guid taskId, Guid extensionId, Decision request, Scope scope, GrievancesDb db,
        DirectoryCopy directory, ClockLimits limits, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Approve is null, "approve", "请选择批准或不批准。", "true or false.")
            .When(request.Note is { } n && !Words.AreGood(n, MaxText), "note", $"最多 {MaxText} 个字。",
                $"At most {MaxText} characters.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var (found, refused) = await FindAsync(id, taskId, scope, db, directory, ct);
        var asked = found is null ? null : await db.Set<CoExtensionRow>().AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == extensionId && r.TaskId == taskId, ct);
        if (asked is null || scope.RolesOver(found!.Case, AskCoHandler.Who) is not [var role, ..])
        {
            return (refused ?? (asked is null ? Refusal.NotFound : Refusal.Forbidden)).ToProblem();
        }

        var (approve, now) = (request.Approve!.Value, time.Now());
        if (asked.Approved is { } decided)
        {
            return decided == approve && asked.DecidedBy == scope.Subject
                ? TypedResults.Ok(CoExtensionView.Of(asked)) : CoExtensionView.Refused("AlreadyDecided").ToProblem();
        }

        if (approve && await WrongAsync(db, found, asked.Until, limits, now, ct) is { } name)
        {
            return CoExtensionView.Refused(name).ToProblem();
        }

        (asked.Approved, asked.DecidedBy, asked.DecidedRole, asked.DecidedAt, asked.Note) =
            (approve, scope.Subject, role, now, request.Note?.Trim());
        var dues = (Before: found.Task.DueAt, After: Moved(found, asked.Until, limits, now));
        var saved = await db.InTransactionAsync(async () => await TrySaveAsync(db, asked, ct)
            && (!approve || await MoveAsync(db, found, asked, dues, limits, now, ct)), ct);
        return saved ? TypedResults.Ok(CoExtensionView.Of(asked))
            : CoExtensionView.Refused("AlreadyDecided").ToProblem();
    }

    private static async Task<(Found?, Refusal?)> FindAsync(
        Guid id, Guid taskId, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        var row = await db.Cases.AsNoTracking().VisibleTo(scope).SingleOrDefaultAsync(c => c.Id == id, ct);
        var task = row is null ? null : await db.Helps()
            .SingleOrDefaultAsync(t => t.Id == taskId && t.CaseId == id, ct);
        return task is null ? (null, Refusal.NotFound)
            : directory.Current is not { } snapshot ? (null, Refusals.Unavailable)
            : (new Found(row!, task, snapshot), null);
    }

    private static async Task<string?> WrongAsync(
        GrievancesDb db, Found found, DateTimeOffset until, ClockLimits limits, DateTimeOffset now,
        CancellationToken ct)
    {
        var extended = await db.Set<CoExtensionRow>()
            .AnyAsync(r => r.TaskId == found.Task.Id && r.Approved == true, ct);
        var due = found.Task.State.IsOpen() ? found.Task.DueAt : (DateTimeOffset?)null;
        return PauseRules.Refused(PauseKind.Extension, until, new(due, extended, TimeSpan.Zero), now)
            ?? (Moved(found, until, limits, now) > found.Case.RiderDueAt ? "BeyondCase" : null);
    }

    private static DateTimeOffset Moved(Found found, DateTimeOffset until, ClockLimits limits, DateTimeOffset now) =>
        PauseRules.Moved(
            found.Task.DueAt, found.Task.CreatedAt, CoTaskClock.LengthOf(found.Task, found.Case, limits),
            found.Snapshot.Calendar.Of(found.Task.UnitId, found.Task.CreatedAt), [], now, until);

    private static async Task<bool> TrySaveAsync(GrievancesDb db, CoExtensionRow asked, CancellationToken ct) =>
        await db.Set<CoExtensionRow>().Where(r => r.Id == asked.Id && r.Approved == null)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Approved, asked.Approved)
                .SetProperty(r => r.DecidedBy, asked.DecidedBy).SetProperty(r => r.DecidedRole, asked.DecidedRole)
                .SetProperty(r => r.DecidedAt, asked.DecidedAt).SetProperty(r => r.Note, asked.Note), ct) == 1;

    /// <summary>
    /// Throws where the task has moved since it was read: then nothing was decided, and asking again may.
    /// </summary>
    private static async Task<bool> MoveAsync(
        GrievancesDb db, Found found, CoExtensionRow asked, (DateTimeOffset Before, DateTimeOffset After) dues,
        ClockLimits limits, DateTimeOffset now, CancellationToken ct)
    {
        var task = found.Task;
        task.DueAt = dues.After;
        var told = await db.Set<CoTaskNoticeRow>().Where(n => n.TaskId == task.Id).Select(n => n.Level).ToListAsync(ct);
        task.TimerAt = CoTaskClock
            .LevelsOf(task, found.Case, limits, found.Snapshot.Calendar, [new Pause(now, asked.Until)])
            .Where(l => !told.Contains(l.Level)).Select(l => (DateTimeOffset?)l.At).Min();
        var moved = await db.Set<CoTaskRow>()
            .Where(t => t.Id == task.Id && t.DueAt == dues.Before && t.State == task.State)
            .ExecuteUpdateAsync(
                s => s.SetProperty(t => t.DueAt, task.DueAt).SetProperty(t => t.TimerAt, task.TimerAt), ct);
        return moved == 1 ? true
            : throw new DbUpdateConcurrencyException($"Task {task.Id} moved while its extension was decided.");
    }
}

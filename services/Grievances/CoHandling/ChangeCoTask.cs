using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>
/// The unit asked accepts its task, finishes or declines it; who leads the case cancels it. Each once: who comes second
/// is told that it has moved on, and the same again by the same person is answered as the first time.
/// </summary>
public static class ChangeCoTask
{
    private const int MaxNote = 1000;

    /// <param name="Note">What was done, or why not; an acceptance needs none.</param>
    public sealed record Request(string? Note);

    public static Func<Guid, Guid, Request, Scope, GrievancesDb, DirectoryCopy, TimeProvider, CancellationToken,
        Task<Results<Ok<CoTaskView>, ProblemHttpResult>>> By(CoTaskAction action) =>
        (id, taskId, request, scope, db, directory, time, ct) =>
            HandleAsync(action, (id, taskId), request, scope, db, directory, time.Now(), ct);

    private static async Task<Results<Ok<CoTaskView>, ProblemHttpResult>> HandleAsync(
        CoTaskAction action, (Guid Case, Guid Task) ids, Request request, Scope scope, GrievancesDb db,
        DirectoryCopy directory, DateTimeOffset now, CancellationToken ct)
    {
        var note = request.Note?.Trim();
        if (action != CoTaskAction.Accept || note is not null)
        {
            var invalid = new Invalid().When(!Words.AreGood(note, MaxNote), "note", $"请说明，1–{MaxNote} 个字。",
                $"Say what was done, or why not: 1–{MaxNote} characters.");
            if (invalid.Any)
            {
                return invalid.ToProblem();
            }
        }

        var row = await db.Cases.AsNoTracking().VisibleTo(scope).SingleOrDefaultAsync(c => c.Id == ids.Case, ct);
        var task = await db.Helps()
            .SingleOrDefaultAsync(t => t.Id == ids.Task && t.CaseId == ids.Case, ct);
        if (row is null || task is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var may = action == CoTaskAction.Cancel ? scope.RolesOver(row, AskCoHandler.Who).Count > 0
            : scope.Covers(row.RegionCode, task.UnitId, Roles.Handler);
        if (!may)
        {
            return Refusal.Forbidden.ToProblem();
        }

        if (IsDone(task, action, note, scope.Subject))
        {
            return TypedResults.Ok(CoTaskView.Of(task, row.Number, snapshot, now));
        }

        if (CoTaskRules.After(task.State, action) is not { } after
            || !await db.InTransactionAsync(() => TrySaveAsync(db, task, after, note, scope.Subject, now, ct), ct))
        {
            return CoTaskView.NotOpen.ToProblem();
        }

        return TypedResults.Ok(CoTaskView.Of(task, row.Number, snapshot, now));
    }

    /// <summary>Whether the same person has done just this already.</summary>
    internal static bool IsDone(CoTaskRow task, CoTaskAction action, string? note, Guid subject) =>
        action == CoTaskAction.Accept ? task.State == CoTaskState.Accepted && task.AcceptedBy == subject
            : task.EndedBy == subject && task.Note == note
                && CoTaskRules.After(action == CoTaskAction.Finish ? CoTaskState.Accepted : CoTaskState.Open, action)
                    == task.State;

    /// <summary>In a transaction; false where somebody else was first.</summary>
    internal static async Task<bool> TrySaveAsync(
        GrievancesDb db, CoTaskRow task, CoTaskState after, string? note, Guid subject, DateTimeOffset now,
        CancellationToken ct)
    {
        var before = task.State;
        task.State = after;
        if (after == CoTaskState.Accepted)
        {
            (task.AcceptedBy, task.AcceptedAt) = (subject, now);
        }
        else
        {
            (task.EndedBy, task.EndedAt, task.Note) = (subject, now, note);
        }

        var saved = await db.Set<CoTaskRow>().Where(t => t.Id == task.Id && t.State == before)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.State, task.State)
                .SetProperty(t => t.AcceptedBy, task.AcceptedBy).SetProperty(t => t.AcceptedAt, task.AcceptedAt)
                .SetProperty(t => t.EndedBy, task.EndedBy).SetProperty(t => t.EndedAt, task.EndedAt)
                .SetProperty(t => t.Note, task.Note), ct);
        if (saved == 1 && !after.ShowsCase())
        {
            await CoUnits.RefreshAsync(db, task.CaseId, ct);
        }

        return saved == 1;
    }
}

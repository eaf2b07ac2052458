using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.CoHandling;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Lab;

/// <summary>
/// The institute receives a sample or does not take it; the sender withdraws it with a reason. Each once; the same
/// again by the same person is answered as the first time.
/// </summary>
public static class ChangeReferral
{
    internal const int MaxNote = 1000;

    public sealed record Request(string? Note);

    public static Task<Results<Ok<LabView>, ProblemHttpResult>> ReceiveAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct) =>
        ChangeAsync(
            CoTaskAction.Accept, db.OfInstitute(scope).Where(t => t.Id == id), null, scope, db, directory, time, ct);

    public static Task<Results<Ok<LabView>, ProblemHttpResult>> DeclineAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct) => ChangeAsync(
            CoTaskAction.Decline, db.OfInstitute(scope).Where(t => t.Id == id), request.Note?.Trim() ?? "", scope, db,
            directory, time, ct);

    public static async Task<Results<Ok<LabView>, ProblemHttpResult>> WithdrawAsync(
        Guid id, Guid taskId, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        var (_, _, refused) = await db.FindAsync(id, scope, AskCoHandler.Who, ct);
        return refused ?? await ChangeAsync(
            CoTaskAction.Cancel, db.Referrals().Where(t => t.Id == taskId && t.CaseId == id),
            request.Note?.Trim() ?? "", scope, db, directory, time, ct);
    }

    /// <summary>The samples that were sent to the caller's institutes.</summary>
    internal static IQueryable<CoTaskRow> OfInstitute(this GrievancesDb db, Scope scope)
    {
        var units = scope.Of(Roles.Handler).Select(g => g.Organisation).OfType<Guid>().ToArray();
        return db.Referrals().Where(t => units.Contains(t.UnitId));
    }

    /// <param name="note">Null where none is asked for.</param>
    private static async Task<Results<Ok<LabView>, ProblemHttpResult>> ChangeAsync(
        CoTaskAction action, IQueryable<CoTaskRow> one, string? note, Scope scope, GrievancesDb db,
        DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (note is not null && !Words.AreGood(note, MaxNote))
        {
            return new Invalid().Add("note", $"请说明理由，1–{MaxNote} 个字。", $"Say why, 1–{MaxNote} characters.")
                .ToProblem();
        }

        if (directory.Current is not { } snapshot || await one.SingleOrDefaultAsync(ct) is not { } task)
        {
            return directory.Current is null ? Refusals.Unavailable.ToProblem() : Refusal.NotFound.ToProblem();
        }

        var (now, subject) = (time.Now(), scope.Subject);
        if (!ChangeCoTask.IsDone(task, action, note, subject)
            && (CoTaskRules.After(task.State, action) is not { } after || !await db.InTransactionAsync(
                () => ChangeCoTask.TrySaveAsync(db, task, after, note, subject, now, ct), ct)))
        {
            return LabView.NotOpen.ToProblem();
        }

        return TypedResults.Ok((await LabView.ReadAsync(db, [task], snapshot, now, ct))[0]);
    }
}

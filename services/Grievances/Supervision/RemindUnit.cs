using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Supervision;

/// <summary>催办: the rider, once a day, or a dispatcher asks the unit to hurry. No clock is touched by it.</summary>
public static class RemindUnit
{
    private const int MaxNote = 500;

    private static readonly Refusal Nothing = new(
        409, "NothingToRemind", "案件没有等待办理，无需催办。", "Nobody is at work on the case: there is no one to remind.");

    private static readonly Refusal Today = new(
        409, "RemindedToday", "今天已催办过，请明天再试。", "You have reminded them today. Try again tomorrow.");

    public sealed record Request(string? Note);

    public sealed record Answer(Guid Id, DateTimeOffset RemindedAt);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        if (request.Note is { } note && !Words.AreGood(note, MaxNote))
        {
            return new Invalid().Add("note", $"最多 {MaxNote} 个字。", $"At most {MaxNote} characters.").ToProblem();
        }

        var (row, role, refused) = await db.FindAsync(id, scope, [Roles.Dispatcher, Roles.Rider], ct);
        if (refused is not null)
        {
            return refused;
        }

        if (row!.Status is CaseStatus.Resolved or CaseStatus.Verified or CaseStatus.CalledBack or CaseStatus.Closed)
        {
            return Nothing.ToProblem();
        }

        var now = time.Now();
        var reminder = new ReminderRow
        {
            Id = Guid.CreateVersion7(now), CaseId = id, ActorRole = role, ActorId = scope.Subject, UnitId = row.UnitId,
            Note = request.Note?.Trim(), Day = ChinaTime.DayOf(now), RemindedAt = now,
        };
        return await TrySaveAsync(db, reminder, row, ct)
            ? TypedResults.Ok(new Answer(reminder.Id, now)) : Today.ToProblem();
    }

    /// <summary>The rider's one a day is the index's to decide, without ending the transaction around it.</summary>
    private static Task<bool> TrySaveAsync(GrievancesDb db, ReminderRow r, CaseRow row, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
    {
        var stored = await db.Database.ExecuteSqlAsync($"""
            insert into reminders (id, case_id, actor_role, actor_id, unit_id, note, day, reminded_at)
            values ({r.Id}, {r.CaseId}, {r.ActorRole}, {r.ActorId}, {r.UnitId}, {r.Note}, {r.Day}, {r.RemindedAt})
            on conflict do nothing
            """, ct);
        if (stored == 0)
        {
            return false;
        }

        db.Publish(new CaseUrged
        {
            CaseId = row.Id, CaseVersion = row.Version, Kind = "Reminder", ByRole = r.ActorRole, UnitId = row.UnitId,
            RegionCode = row.RegionCode, OccurredAt = r.RemindedAt,
        }, row.Id, row.Version);
        await db.SaveChangesAsync(ct);
        return true;
    }, ct);
}

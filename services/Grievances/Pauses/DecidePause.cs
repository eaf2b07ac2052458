using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Pauses;

/// <summary>A dispatcher or supervisor approves or refuses; an approved pause begins now and ends by itself.</summary>
public static class DecidePause
{
    private const int MaxNote = 500;

    public sealed record Request(bool? Approve, string? Note);

    public static async Task<Results<Ok<PauseView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid pauseId, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory,
        ClockLimits limits, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Approve is null, "approve", "请选择批准或不批准。", "true or false.")
            .When(request.Note is { } n && !Words.AreGood(n, MaxNote), "note", $"最多 {MaxNote} 个字。",
                $"At most {MaxNote} characters.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var (row, role, refused) = await db.FindAsync(id, scope, [Roles.Dispatcher, Roles.Supervisor], ct);
        if (refused is not null || directory.Current is not { } snapshot)
        {
            return refused ?? Refusals.Unavailable.ToProblem();
        }

        var asked = await db.Set<PauseRequestRow>().AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == pauseId && r.CaseId == id, ct);
        var (approve, now) = (request.Approve!.Value, time.Now());
        switch (asked)
        {
            case null:
                return Refusal.NotFound.ToProblem();
            case { Approved: { } decided }:
                return decided == approve && asked.DecidedBy == scope.Subject
                    ? TypedResults.Ok(PauseView.Of(asked, snapshot)) : PauseRefusals.Of("AlreadyDecided").ToProblem();
        }

        if (approve && await RefusedAsync(db, row!, asked, now, ct) is { } name)
        {
            return PauseRefusals.Of(name).ToProblem();
        }

        (asked.Approved, asked.DecidedBy, asked.DecidedRole, asked.DecidedAt, asked.Note) =
            (approve, scope.Subject, role, now, request.Note?.Trim());
        var saved = await db.InTransactionAsync(async () => await TrySaveAsync(db, asked, ct)
            && (!approve || await MoveAsync(db, row!, asked, limits, snapshot, now, ct)), ct);
        return saved ? TypedResults.Ok(PauseView.Of(asked, snapshot)) : PauseRefusals.Of("AlreadyDecided").ToProblem();
    }

    private static async Task<string?> RefusedAsync(
        GrievancesDb db, CaseRow row, PauseRequestRow asked, DateTimeOffset now, CancellationToken ct) =>
        row.UnitId != asked.UnitId || row.UnitSince != asked.UnitSince ? "Outdated"
            : PauseRules.Refused(asked.Kind, asked.Until, await RequestPause.FactsAsync(db, row, ct), now);

    private static async Task<bool> TrySaveAsync(GrievancesDb db, PauseRequestRow asked, CancellationToken ct) =>
        await db.Set<PauseRequestRow>().Where(r => r.Id == asked.Id && r.Approved == null)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Approved, asked.Approved)
                .SetProperty(r => r.DecidedBy, asked.DecidedBy).SetProperty(r => r.DecidedRole, asked.DecidedRole)
                .SetProperty(r => r.DecidedAt, asked.DecidedAt).SetProperty(r => r.Note, asked.Note), ct) == 1;

    /// <summary>
    /// Throws where the case has moved since it was read: then nothing was decided, and asking again may.
    /// </summary>
    private static async Task<bool> MoveAsync(
        GrievancesDb db, CaseRow row, PauseRequestRow asked, ClockLimits limits, RoutingSnapshot snapshot,
        DateTimeOffset now, CancellationToken ct)
    {
        var standing = (await CasePauses.ReadAsync(db, [row], now, ct)).Of(row.Id);
        var (limit, calendar) = (limits.For(row.Severity, row.Category, row.DeadlineClass), snapshot.Calendar);
        var unit = PauseRules.Moved(
            row.UnitDueAt!.Value, row.UnitSince!.Value, limit.Unit,
            calendar.Of(asked.UnitId, row.UnitSince!.Value),
            standing.Where(p => p.StopsUnit(asked.UnitId)), now, asked.Until);
        var parking = asked.Kind == PauseKind.Parking;
        var rider = !parking ? row.RiderDueAt : PauseRules.Moved(
            row.RiderDueAt, row.ReportedAt, limit.Rider, calendar, standing.Where(p => p.StopsRider), now, asked.Until);
        var moved = await db.Cases
            .Where(c => c.Id == row.Id && c.Version == row.Version && c.DueMovedAt == row.DueMovedAt)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.UnitDueAt, unit).SetProperty(c => c.RiderDueAt, rider)
                .SetProperty(c => c.DueMovedAt, now)
                .SetProperty(c => c.ParkedAt, parking ? row.ParkedAt ?? now : row.ParkedAt), ct);
        if (moved == 0)
        {
            throw new DbUpdateConcurrencyException($"Case {row.Id} moved past version {row.Version}.");
        }

        db.Add(new CaseDueChangeRow
        {
            CaseId = row.Id, ChangedAt = now, RiderBefore = row.RiderDueAt, UnitBefore = row.UnitDueAt,
        });
        await db.SaveChangesAsync(ct);
        (row.UnitDueAt, row.RiderDueAt, row.DueMovedAt) = (unit, rider, now);
        await db.WriteTimerAsync(row, limits, calendar, now, ct);
        return true;
    }
}

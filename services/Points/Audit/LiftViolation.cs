using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Audit;

/// <summary>What the auditor found, and a person who has understood it lets redemptions go on, with a reason.</summary>
public static class LiftViolation
{
    internal static readonly Refusal Frozen = new(409, "RedemptionsFrozen",
        "账本核对发现异常，暂停兑换；您的积分不受影响，请稍后再试。",
        "The books are being checked and redemptions pause. Your points are safe; try again later.");

    private static readonly Refusal Lifted = new(409, "AlreadyLifted", "该异常已解除。", "This was lifted before.");

    /// <param name="Reason">What was wrong and what was done about it.</param>
    public sealed record Request(string? Reason);

    /// <param name="Subject">The row: an account's number, a transfer's or fund's id.</param>
    public sealed record View(
        Guid Id, string Kind, string Subject, string Detail, DateTimeOffset FoundAt, DateTimeOffset? LiftedAt,
        string? LiftReason)
    {
        internal static View Of(LedgerViolation v) =>
            new(v.Id, v.Kind, v.Subject, v.Detail, v.FoundAt, v.LiftedAt, v.LiftReason);
    }

    /// <param name="Frozen">Redemptions pause.</param>
    /// <param name="Transfers">Audited so far.</param>
    /// <param name="RoundAt">When every account had been looked at; null: not yet.</param>
    public sealed record Answer(
        bool Frozen, long Transfers, DateTimeOffset? CheckedAt, DateTimeOffset? RoundAt, Page<View> Violations);

    public static Task<bool> IsFrozenAsync(PointsDb db, CancellationToken ct) =>
        db.Violations.AnyAsync(v => v.LiftedAt == null, ct);

    /// <summary>What is not lifted first, the newest on top.</summary>
    public static async Task<Ok<Answer>> ListAsync([AsParameters] Paging paging, PointsDb db, CancellationToken ct)
    {
        var state = await db.Set<AuditState>().AsNoTracking().SingleAsync(ct);
        var page = await paging.OfAsync(db.Violations.AsNoTracking().OrderBy(v => v.LiftedAt != null)
            .ThenByDescending(v => v.FoundAt).ThenBy(v => v.Id), ct);
        return TypedResults.Ok(new Answer(
            await IsFrozenAsync(db, ct), state.Transfers, state.CheckedAt, state.RoundAt, page.Select(View.Of)));
    }

    public static async Task<Results<Ok<View>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 500)
        {
            return new Invalid().Add("reason", "说明为 1–500 字。", "Reason: 1–500 characters.").ToProblem();
        }

        if (scope.IsSystem)
        {
            return Refusal.Forbidden.ToProblem();
        }

        var (now, who, reason) = (time.GetUtcNow(), scope.Subject, request.Reason.Trim());
        var lifted = await db.Violations.Where(v => v.Id == id && v.LiftedAt == null).ExecuteUpdateAsync(s => s
            .SetProperty(v => v.LiftedAt, now).SetProperty(v => v.LiftedBy, who)
            .SetProperty(v => v.LiftReason, reason), ct);
        var row = await db.Violations.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct);
        return row is null ? Refusal.NotFound.ToProblem()
            : lifted == 0 ? Lifted.ToProblem() : TypedResults.Ok(View.Of(row));
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Lots;

/// <summary>
/// While a rider is injured or on leave no points end. What ended before is not brought back; what would have ended
/// meanwhile ends a grace after the freeze.
/// </summary>
public static class FreezeLots
{
    private const int LongestDays = 731;

    private static readonly Refusal Overlaps = new(409, "AlreadyFrozen",
        "这段时间内已有冻结，请先结束原来的。", "There is a freeze in this time. End that one first.");

    private static readonly Refusal Ended = new(409, "FreezeEnded", "该冻结已经结束。", "This freeze is over.");

    /// <param name="Until">Left out: until it is lifted.</param>
    /// <param name="Note">Why, in words; the rider sees it.</param>
    public sealed record Request(DateTimeOffset From, DateTimeOffset? Until, FreezeReason Reason, string Note);

    public sealed record View(
        Guid Id, DateTimeOffset From, DateTimeOffset? Until, FreezeReason Reason, string Note, DateTimeOffset MadeAt)
    {
        internal static View Of(LotFreeze f) => new(f.Id, f.FromAt, f.UntilAt, f.Reason, f.Note, f.MadeAt);
    }

    public static async Task<Results<Ok<List<View>>, ProblemHttpResult>> ListAsync(
        Guid id, Scope scope, PointsDb db, CancellationToken ct) =>
        !await RidersInScope.CoversAsync(db, scope, id, ct)
            ? Refusal.NotFound.ToProblem()
            : TypedResults.Ok((await db.Freezes.AsNoTracking().Where(f => f.RiderId == id)
                .OrderByDescending(f => f.FromAt).Take(100).ToListAsync(ct)).ConvertAll(View.Of));

    public static async Task<Results<Created<View>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        if (Check(request, time.GetUtcNow()) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        if (!await RidersInScope.CoversAsync(db, scope, id, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        return await db.InTransactionAsync<Results<Created<View>, ProblemHttpResult>>(async () =>
        {
            await db.LockRiderAsync(id, ct);
            var (from, until) = (request.From.ToUniversalTime(), request.Until?.ToUniversalTime());
            if (await db.Freezes.AnyAsync(f => f.RiderId == id && (f.UntilAt == null || f.UntilAt > from)
                && (until == null || f.FromAt < until), ct))
            {
                return Overlaps.ToProblem();
            }

            var freeze = new LotFreeze
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()), RiderId = id, Reason = request.Reason,
                Note = request.Note.Trim(), FromAt = from, UntilAt = until, MadeBy = scope.Subject,
                MadeAt = time.GetUtcNow(),
            };
            db.Add(freeze);
            await db.SaveChangesAsync(ct);
            return TypedResults.Created($"/api/v1/points/riders/{id}/freezes", View.Of(freeze));
        }, ct);
    }

    /// <summary>Lifts a freeze now; asked again it answers as the first time.</summary>
    public static async Task<Results<Ok<View>, ProblemHttpResult>> LiftAsync(
        Guid id, Guid freezeId, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        if (!await RidersInScope.CoversAsync(db, scope, id, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        return await db.InTransactionAsync<Results<Ok<View>, ProblemHttpResult>>(async () =>
        {
            await db.LockRiderAsync(id, ct);
            if (await db.Freezes.SingleOrDefaultAsync(f => f.Id == freezeId && f.RiderId == id, ct) is not { } freeze)
            {
                return Refusal.NotFound.ToProblem();
            }

            var now = time.GetUtcNow();
            if (freeze.UntilAt <= now)
            {
                return Ended.ToProblem();
            }

            // One that has not begun is shortened to nothing: it never covers a moment.
            freeze.UntilAt = now > freeze.FromAt ? now : freeze.FromAt.AddMicroseconds(1);
            await db.SaveChangesAsync(ct);
            await db.Database.ExecuteSqlAsync(
                $"update lot set due_at = least(due_at, {now}) where rider_id = {id} and used < points", ct);
            return TypedResults.Ok(View.Of(freeze));
        }, ct);
    }

    private static Invalid Check(Request r, DateTimeOffset now) => new Invalid()
        .When(r.From < now.AddDays(-31) || r.From > now.AddDays(LongestDays), "from",
            "开始时间应在 31 天前至两年内。", "From: between 31 days ago and two years ahead.")
        .When(r.Until is { } until && (until <= r.From || until <= now || until > r.From.AddDays(LongestDays)), "until",
            "结束时间须在开始之后且尚未到来，最长两年。", "Until: after the start, still to come, two years at most.")
        .When(!Enum.IsDefined(r.Reason), "reason", "原因为 Injured 或 OnLeave。", "Reason: Injured or OnLeave.")
        .When(string.IsNullOrWhiteSpace(r.Note) || r.Note.Length > 200, "note", "说明为 1–200 字。",
            "Note: 1–200 characters.");
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Rewards;

/// <summary>
/// Pieces come in, go out or were counted otherwise: each change once, with its reason, kept for ever.
/// </summary>
public static class MoveStock
{
    private const long Most = 10_000_000;

    private static readonly Refusal OtherContent = new(409, "ChangeExistsWithOtherContent",
        "该编号的库存变动已存在且内容不同，请换一个编号。", "A change with this id exists with other content. Use another id.");

    private static readonly Refusal TooFew = new(409, "StockOutOfRange",
        "库存变动后须在 0 与 10000000 之间，部分可能已被兑换。",
        "Stock must stay between 0 and 10,000,000: some may have been redeemed.");

    /// <param name="Id">Made by the caller: sent again it changes nothing.</param>
    /// <param name="Pieces">More, or with a minus fewer.</param>
    public sealed record Request(Guid Id, long Pieces, string Reason);

    public sealed record Change(Guid Id, long Pieces, string Reason, DateTimeOffset At);

    public static async Task<Results<Ok<RewardView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Id == Guid.Empty, "id", "请提供编号。", "Id: a UUID of the caller's.")
            .When(request.Pieces is 0 or < -Most or > Most, "pieces", "变动数量不能为 0，最多 10000000。",
                "Pieces: not 0, at most 10,000,000.")
            .When(string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 200, "reason",
                "原因为 1–200 字。", "Reason: 1–200 characters.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (await ChangeReward.InScopeAsync(db, scope, id, ct) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var refusal = await db.InTransactionAsync(
            () => MoveAsync(db, id, request, scope.Subject, time.GetUtcNow(), ct), ct);
        db.ChangeTracker.Clear();
        return refusal is not null ? refusal.ToProblem()
            : TypedResults.Ok(RewardView.ForStaff(await db.Rewards.AsNoTracking().SingleAsync(r => r.Id == id, ct)));
    }

    /// <summary>Newest first.</summary>
    public static async Task<Results<Ok<Page<Change>>, ProblemHttpResult>> ListAsync(
        Guid id, [AsParameters] Paging paging, Scope scope, PointsDb db, CancellationToken ct)
    {
        if (await ChangeReward.InScopeAsync(db, scope, id, ct) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var changes = db.StockChanges.AsNoTracking().Where(c => c.RewardId == id)
            .OrderByDescending(c => c.MadeAt).ThenBy(c => c.Id);
        return TypedResults.Ok((await paging.OfAsync(changes, ct))
            .Select(c => new Change(c.Id, c.Pieces, c.Reason, c.MadeAt)));
    }

    private static async Task<Refusal?> MoveAsync(
        PointsDb db, Guid id, Request request, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        var reason = request.Reason.Trim();
        var isNew = await db.Database.ExecuteSqlAsync($"""
            insert into stock_change (id, reward_id, pieces, reason, made_by, made_at)
            values ({request.Id}, {id}, {request.Pieces}, {reason}, {by}, {now}) on conflict do nothing
            """, ct) == 1;
        if (!isNew)
        {
            var known = await db.StockChanges.AsNoTracking().SingleAsync(c => c.Id == request.Id, ct);
            return (known.RewardId, known.Pieces, known.Reason) == (id, request.Pieces, reason) ? null : OtherContent;
        }

        var moved = await db.Rewards
            .Where(r => r.Id == id && r.Stock + request.Pieces >= 0 && r.Stock + request.Pieces <= Most)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Stock, r => r.Stock + request.Pieces), ct);
        if (moved == 1)
        {
            return null;
        }

        await db.StockChanges.Where(c => c.Id == request.Id).ExecuteDeleteAsync(ct);
        return TooFew;
    }
}

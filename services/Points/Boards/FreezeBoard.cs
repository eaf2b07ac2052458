using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Boards;

/// <summary>
/// Keeps a leaderboard for an award round. A question is frozen once: whoever asks the same at the same time, or later,
/// gets the list that is there.
/// </summary>
public static class FreezeBoard
{
    private static readonly Refusal AlreadyFrozen = new(409, "AlreadyFrozen",
        "同一区划、期间和时刻的名单已以其他名称冻结。", "A list of this region, period and instant is frozen under another title.");

    /// <param name="Title">The award round, 1–100 characters.</param>
    /// <param name="AsOf">Of the board that was looked at; an instant that is settled.</param>
    public sealed record Request(
        string Title, string RegionCode, DateOnly From, DateOnly To, DateTimeOffset AsOf);

    public static async Task<Results<Created<FrozenBoardView>, Ok<FrozenBoardView>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, PointsDb db, BoardReader boards, SettledLedger ledger, TimeProvider time,
        CancellationToken ct)
    {
        var (period, wrong) = await BoardPeriod.AskAsync(
            request.RegionCode, request.From, request.To, request.AsOf, ledger, ct);
        var title = request.Title?.Trim() ?? "";
        wrong.When(title.Length is 0 or > 100 || title.Any(char.IsControl) || title[0] is '=' or '+' or '-' or '@',
            "title", "名称为 1–100 字，不能以 = + - @ 开头。", "Title: 1–100 characters, not beginning with = + - @.");
        if (period is null || wrong.Any)
        {
            return wrong.ToProblem();
        }

        if (!scope.Covers(request.RegionCode ?? "", null, RidersInScope.Staff))
        {
            return Refusal.NotFound.ToProblem();
        }

        var made = await MakeAsync(boards, title, request.RegionCode ?? "", period, scope.Subject, time.GetUtcNow());
        // Who comes second waits for the first to commit, and then reads what that one wrote.
        var inserted = await db.Database.ExecuteSqlAsync($"""
            insert into frozen_board (id, title, region_code, from_day, to_day, as_of, riders, content, sha256,
                rider_ids, frozen_by, frozen_at)
            values ({made.Id}, {made.Title}, {made.RegionCode}, {made.FromDay}, {made.ToDay}, {made.AsOf},
                {made.Riders}, {made.Content}, {made.Sha256}, {made.RiderIds}, {made.FrozenBy}, {made.FrozenAt})
            on conflict (region_code, from_day, to_day, as_of) do nothing
            """, ct);
        if (inserted == 1)
        {
            return TypedResults.Created($"/api/v1/points/boards/{made.Id}", FrozenBoardView.Of(made));
        }

        var first = await db.Set<FrozenBoard>().AsNoTracking().Where(b => b.RegionCode == made.RegionCode
            && b.FromDay == made.FromDay && b.ToDay == made.ToDay && b.AsOf == made.AsOf)
            .Select(FrozenBoardView.Row).SingleAsync(ct);
        return first.Title == title ? TypedResults.Ok(first) : AlreadyFrozen.ToProblem(("board", first));
    }

    private static async Task<FrozenBoard> MakeAsync(
        BoardReader boards, string title, string region, BoardPeriod period, Guid by, DateTimeOffset now)
    {
        var ranked = (await boards.ReadAsync(region, period)).Ranked;
        var content = BoardText.Of(title, region, period, ranked);
        return new FrozenBoard
        {
            Id = Guid.CreateVersion7(now), Title = title, RegionCode = region, FromDay = period.From,
            ToDay = period.To, AsOf = period.AsOf, Riders = ranked.Count, Content = content,
            Sha256 = BoardText.HashOf(content), RiderIds = [.. ranked.Select(r => r.RiderId)], FrozenBy = by,
            FrozenAt = now,
        };
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Boards;

/// <summary>Frozen lists, for everybody who sees the region's leaderboard.</summary>
public static class ListFrozenBoards
{
    /// <param name="Difference">Null: today's ledger gives the same text, line by line.</param>
    /// <param name="Sha256">Of what today's ledger gives.</param>
    public sealed record Proof(bool AsFrozen, string Sha256, Difference? Difference);

    /// <param name="Line">Counted from 1, in the file.</param>
    /// <param name="Frozen">The line as it was frozen; null: there is none.</param>
    /// <param name="Now">The line as today's ledger has it; null: there is none.</param>
    public sealed record Difference(int Line, string? Frozen, string? Now);

    /// <param name="RiderId">For staff of the region alone.</param>
    public sealed record Line(int Place, string Code, long Points, DateTimeOffset ReachedAt, bool Mine, Guid? RiderId);

    public sealed record Whole(FrozenBoardView Board, Page<Line> Rows);

    /// <summary>Newest first.</summary>
    public static async Task<Ok<Page<FrozenBoardView>>> HandleAsync(
        string? region, [AsParameters] Paging paging, Scope scope, PointsDb db, CancellationToken ct)
    {
        var prefix = region ?? "";
        return TypedResults.Ok(await paging.OfAsync(
            Visible(db, scope).Where(b => b.RegionCode.StartsWith(prefix)).OrderByDescending(b => b.FrozenAt)
                .ThenBy(b => b.Id).Select(FrozenBoardView.Row), ct));
    }

    public static async Task<Results<Ok<Whole>, ProblemHttpResult>> GetAsync(
        Guid id, [AsParameters] Paging paging, Scope scope, PointsDb db, CancellationToken ct)
    {
        if (await Visible(db, scope).SingleOrDefaultAsync(b => b.Id == id, ct) is not { } board)
        {
            return Refusal.NotFound.ToProblem();
        }

        var mine = scope.RiderId is { } me && scope.Has(Roles.Rider) ? Board.CodeOf(me) : null;
        var named = scope.Covers(board.RegionCode, null, RidersInScope.Staff);
        var before = (int)Math.Min((long)(paging.Number - 1) * paging.Length, board.Riders);
        var lines = BoardText.Rows(board.Content, before, paging.Length).Select((r, i) => new Line(
            r.Place, r.Code, r.Points, r.ReachedAt, r.Code == mine, named ? board.RiderIds[before + i] : null));
        return TypedResults.Ok(new Whole(
            FrozenBoardView.Of(board), new Page<Line>([.. lines], board.Riders, paging.Number, paging.Length)));
    }

    /// <summary>The text whose hash it is.</summary>
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(
        Guid id, Scope scope, PointsDb db, CancellationToken ct) =>
        await Visible(db, scope).Where(b => b.Id == id).Select(b => b.Content).SingleOrDefaultAsync(ct) is { } content
            ? TypedResults.File(BoardText.BytesOf(content), "text/csv; charset=utf-8", $"board-{id}.csv")
            : Refusal.NotFound.ToProblem();

    /// <summary>Reads the ledger anew, as of the frozen instant.</summary>
    public static async Task<Results<Ok<Proof>, ProblemHttpResult>> VerifyAsync(
        Guid id, Scope scope, PointsDb db, BoardReader boards, CancellationToken ct)
    {
        if (await Visible(db, scope).SingleOrDefaultAsync(b => b.Id == id, ct) is not { } board)
        {
            return Refusal.NotFound.ToProblem();
        }

        var now = BoardText.Of(
            board.Title, board.RegionCode, board.Period,
            (await boards.ReadAsync(board.RegionCode, board.Period)).Ranked);
        var hash = BoardText.HashOf(now);
        return TypedResults.Ok(new Proof(
            hash == board.Sha256 && now == board.Content, hash,
            BoardText.FirstDifference(board.Content, now) is { } d ? new Difference(d.Line, d.One, d.Other) : null));
    }

    /// <summary><see cref="ReadLeaderboard.Sees"/>, for the database.</summary>
    private static IQueryable<FrozenBoard> Visible(PointsDb db, Scope scope)
    {
        var homes = scope.Of(Roles.Rider).SelectMany(g => Above(g.Region)).Distinct().ToArray();
        var all = db.Set<FrozenBoard>().AsNoTracking();
        var covered = all
            .Where(scope.Covers<FrozenBoard>(b => b.RegionCode, b => null, ReadLeaderboard.Readers)).Select(b => b.Id);
        return all.Where(b => covered.Contains(b.Id) || homes.Contains(b.RegionCode));
    }

    /// <summary>What a region lies in, up to the city.</summary>
    private static IEnumerable<string> Above(string region) =>
        new[] { 4, 6, 9 }.Where(l => l < region.Length).Select(l => region[..l]);
}

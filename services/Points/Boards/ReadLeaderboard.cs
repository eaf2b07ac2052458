using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Boards;

/// <summary>
/// Riders by what they earned in a region and a period, as of an instant: the same question answers the same for ever.
/// </summary>
public static class ReadLeaderboard
{
    public static readonly string[] Readers = [Roles.Rider, .. RidersInScope.Staff];

    /// <param name="Code">How the rider is called; no name is known here.</param>
    /// <param name="ReachedAt">Since when it is this sum.</param>
    /// <param name="Mine">It is the calling rider's.</param>
    /// <param name="RiderId">For staff of the region alone.</param>
    public sealed record Row(int Place, string Code, long Points, DateTimeOffset ReachedAt, bool Mine, Guid? RiderId);

    /// <param name="Place">Null: not shown as of that instant, or nothing earned.</param>
    /// <param name="Shown">What the rider has said last, which later boards follow.</param>
    public sealed record Me(int? Place, string Code, long Points, DateTimeOffset? ReachedAt, bool Shown);

    /// <param name="To">Included; days in Asia/Shanghai.</param>
    /// <param name="AsOf">What the ledger posted later is not in it.</param>
    /// <param name="Mine">The calling rider, on whichever page; null for staff.</param>
    public sealed record Answer(
        string RegionCode, DateOnly From, DateOnly To, DateTimeOffset AsOf, Page<Row> Rows, Me? Mine);

    /// <param name="region">Where things were done; the caller's own region unless said.</param>
    /// <param name="from">The first of the month, unless said.</param>
    /// <param name="to">The day of the instant, unless said.</param>
    /// <param name="asOf">An instant that is settled; the last one, in steps of twenty seconds, unless said.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, DateOnly? from, DateOnly? to, DateTimeOffset? asOf, [AsParameters] Paging paging, Scope scope,
        PointsDb db, BoardReader boards, SettledLedger ledger, CancellationToken ct)
    {
        var place = region ?? scope.Of(Readers).Select(g => g.Region).FirstOrDefault("");
        var (period, wrong) = await BoardPeriod.AskAsync(place, from, to, asOf, ledger, ct);
        if (period is null || !Sees(scope, place))
        {
            return period is null ? wrong.ToProblem() : Refusal.NotFound.ToProblem();
        }

        var board = await boards.GetAsync(place, period, ct);
        var named = scope.Covers(place, null, RidersInScope.Staff);
        var before = (long)(paging.Number - 1) * paging.Length;
        var rows = board.Ranked.Skip((int)Math.Min(before, board.Ranked.Count)).Take(paging.Length).Select(r => new Row(
            r.Place, Board.CodeOf(r.RiderId), r.Points, r.ReachedAt, r.RiderId == scope.RiderId,
            named ? r.RiderId : null));
        return TypedResults.Ok(new Answer(
            place, period.From, period.To, period.AsOf,
            new Page<Row>([.. rows], board.Ranked.Count, paging.Number, paging.Length),
            scope.RiderId is { } me && scope.Has(Roles.Rider) ? await MineAsync(db, board, me, ct) : null));
    }

    /// <summary>
    /// Staff what lies in their region. Riders also what theirs lies in, up to the city: the others' names are masked.
    /// </summary>
    internal static bool Sees(Scope scope, string region) => scope.Covers(region, null, Readers)
        || scope.Of(Roles.Rider).Any(g => region.Length >= 4 && RegionCodes.Overlap(region, g.Region));

    private static async Task<Me> MineAsync(PointsDb db, Board board, Guid rider, CancellationToken ct)
    {
        var shown = (await ShowMe.LastAsync(db, rider, ct))?.Shown ?? true;
        var code = Board.CodeOf(rider);
        if (board.IndexOf.TryGetValue(rider, out var index))
        {
            var row = board.Ranked[index];
            return new Me(row.Place, code, row.Points, row.ReachedAt, shown);
        }

        return board.Hidden.TryGetValue(rider, out var sum)
            ? new Me(null, code, Math.Max(0, sum.Points), sum.ReachedAt, shown) : new Me(null, code, 0, null, shown);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Boards;

/// <summary>Whether the calling rider stands on leaderboards; everybody does who has not said otherwise.</summary>
public static class ShowMe
{
    /// <param name="Shown">False: left out of every board from now on, and the places close up.</param>
    public sealed record Request(bool? Shown);

    /// <param name="Since">When it was last said; null: never.</param>
    public sealed record Response(bool Shown, DateTimeOffset? Since);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> GetAsync(
        Scope scope, PointsDb db, CancellationToken ct) => scope.RiderId is { } rider
            ? TypedResults.Ok(Of(await LastAsync(db, rider, ct))) : Refusal.Forbidden.ToProblem();

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        if (scope.RiderId is not { } rider)
        {
            return Refusal.Forbidden.ToProblem();
        }

        if (request.Shown is not { } shown)
        {
            return new Invalid().Add("shown", "须为 true 或 false。", "True or false.").ToProblem();
        }

        return await db.InTransactionAsync<Results<Ok<Response>, ProblemHttpResult>>(async () =>
        {
            await db.LockRiderAsync(rider, ct);
            var last = await LastAsync(db, rider, ct);
            if ((last?.Shown ?? true) == shown)
            {
                return TypedResults.Ok(Of(last));
            }

            // After the last one, whatever this replica's clock says: the last word is the one that counts.
            var now = BoardPeriod.ToMicroseconds(time.GetUtcNow());
            var said = new BoardShowing
            {
                RiderId = rider, Shown = shown,
                At = last is not null && last.At >= now ? last.At.AddMicroseconds(1) : now,
            };
            db.Add(said);
            await db.SaveChangesAsync(ct);
            return TypedResults.Ok(Of(said));
        }, ct);
    }

    internal static Task<BoardShowing?> LastAsync(PointsDb db, Guid rider, CancellationToken ct) =>
        db.Set<BoardShowing>().AsNoTracking().Where(s => s.RiderId == rider).OrderByDescending(s => s.At)
            .FirstOrDefaultAsync(ct);

    private static Response Of(BoardShowing? last) => new(last?.Shown ?? true, last?.At);
}

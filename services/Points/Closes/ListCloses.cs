using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Points.Closes;

/// <summary>The daily roots, for everybody: who notes them can hold the ledger to them.</summary>
public static class ListCloses
{
    /// <summary>Newest first.</summary>
    public static async Task<Ok<Page<CloseView>>> HandleAsync(
        [AsParameters] Paging paging, PointsDb db, CancellationToken ct) => TypedResults.Ok(
            (await paging.OfAsync(db.Closes.AsNoTracking().OrderByDescending(c => c.Day), ct)).Select(CloseView.Of));

    public static async Task<Results<Ok<CloseView>, ProblemHttpResult>> GetAsync(
        DateOnly day, PointsDb db, CancellationToken ct) =>
        await db.Closes.AsNoTracking().SingleOrDefaultAsync(c => c.Day == day, ct) is { } close
            ? TypedResults.Ok(CloseView.Of(close)) : Refusal.NotFound.ToProblem();
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Finding;

internal static class ReadStation
{
    public static async Task<Results<Ok<StationView>, ProblemHttpResult>> HandleAsync(
        Guid id, string? crs, StationsDb db, StationViews views, CancellationToken ct)
    {
        if (CrsConversions.Parse(crs) is not { } system)
        {
            return Questions.UnknownCrs(new Invalid()).ToProblem();
        }

        return await db.Stations.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is { } station
            ? TypedResults.Ok(await views.OfAsync(station, system, ct))
            : Refusal.NotFound.ToProblem();
    }
}

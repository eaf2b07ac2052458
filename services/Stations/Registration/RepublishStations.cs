using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Registration;

/// <summary>
/// Publishes every station again as it is: the full re-read for a new or lagging copy. Known versions change nothing
/// there.
/// </summary>
internal static class RepublishStations
{
    private const int Bite = 500;

    public sealed record Answer(int Published);

    public static async Task<Ok<Answer>> HandleAsync(StationsDb db, CancellationToken ct)
    {
        var published = 0;
        var after = Guid.Empty;
        while (await BiteAsync(db, after, ct) is { Count: > 0 } stations)
        {
            published += stations.Count;
            after = stations[^1].Id;
        }

        return TypedResults.Ok(new Answer(published));
    }

    private static Task<List<Station>> BiteAsync(StationsDb db, Guid after, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
    {
        var stations = await db.Stations.AsNoTracking().Where(s => s.Id > after).OrderBy(s => s.Id).Take(Bite)
            .ToListAsync(ct);
        stations.ForEach(db.Announce);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return stations;
    }, ct);
}

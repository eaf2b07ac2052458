using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>Demands: the nearest first where a position is given, otherwise those that begin first.</summary>
public static class ListDemands
{
    private const double MetresPerDegree = 111_195;

    /// <param name="near">Longitude and latitude (WGS-84) with a comma between.</param>
    /// <param name="within">Metres from <paramref name="near"/>.</param>
    public static async Task<Results<Ok<Page<DemandView>>, ProblemHttpResult>> HandleAsync(
        string? near, int? within, string? kind, string? status, string? region, [AsParameters] Paging paging,
        Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (read, now) = (new QueryReader(), time.Now());
        var where = Near.Read(near, within, read);
        var (of, wanted) = (read.Category(kind, "kind"), read.Enum<DemandStatus>(status, "status"));
        var place = read.Region(region, "region");
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var demands = With(db.Set<DemandRow>().AsNoTracking().SeenBy(scope), wanted, now)
            .Where(d => (of == null || d.Kind == of) && (place == null || d.RegionCode.StartsWith(place)));
        var page = await paging.OfAsync(Ordered(demands, where), ct);
        var mine = await ClaimView.OfRiderAsync(db, scope.RiderId, page.Items.Select(d => d.Id), ct);
        return TypedResults.Ok(page.Select(d => DemandView.Of(
            d, snapshot, now, mine.GetValueOrDefault(d.Id), scope.LooksAfter(d), where.At)));
    }

    /// <summary>One demand, for a rider or for the staff who look after it.</summary>
    public static async Task<Results<Ok<GetDemand.Answer>, ProblemHttpResult>> OneAsync(
        Guid id, string? near, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        var read = new QueryReader();
        var where = Near.Read(near, null, read);
        return read.Invalid.Any ? read.Invalid.ToProblem()
            : await GetDemand.ReadAsync(id, where.At, scope, db, directory, time.Now(), ct);
    }

    private static IQueryable<DemandRow> With(
        IQueryable<DemandRow> demands, DemandStatus? status, DateTimeOffset now) => status switch
    {
        null => demands,
        DemandStatus.Cancelled => demands.Where(d => d.CancelledAt != null),
        DemandStatus.Ended => demands.Where(d => d.CancelledAt == null && d.EndsAt <= now),
        DemandStatus.Full => demands.Where(
            d => d.CancelledAt == null && d.EndsAt > now && d.Taken >= d.Wanted),
        _ => demands.Where(d => d.CancelledAt == null && d.EndsAt > now && d.Taken < d.Wanted),
    };

    /// <summary>
    /// By distance on a plane at this latitude, in degrees: within the 50 km that may be asked for it differs from the
    /// great circle by less than a phone's position does.
    /// </summary>
    private static IQueryable<DemandRow> Ordered(IQueryable<DemandRow> demands, Near near)
    {
        if (near.At is not { } at)
        {
            return demands.OrderBy(d => d.StartsAt).ThenBy(d => d.Id);
        }

        var (east, north) = (at.Longitude, at.Latitude);
        var narrow = Math.Pow(Math.Cos(double.DegreesToRadians(north)), 2);
        var reach = near.WithinMetres is { } metres ? Math.Pow(metres / MetresPerDegree, 2) : double.MaxValue;
        return demands
            .Where(d => ((d.Latitude - north) * (d.Latitude - north))
                + ((d.Longitude - east) * (d.Longitude - east) * narrow) <= reach)
            .OrderBy(d => ((d.Latitude - north) * (d.Latitude - north))
                + ((d.Longitude - east) * (d.Longitude - east) * narrow)).ThenBy(d => d.Id);
    }
}

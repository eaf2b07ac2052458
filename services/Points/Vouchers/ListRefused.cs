using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Vouchers;

/// <summary>Hand-overs that were refused at the caller's stations: used before, expired, forged, elsewhere.</summary>
public static class ListRefused
{
    /// <param name="Code">The end of what was typed or read.</param>
    /// <param name="Reason">The refusal's name; <c>UnknownCode</c> where there is no such voucher.</param>
    public sealed record Item(Guid Id, DateTimeOffset At, VoucherView.StationPart Station, string Code, string Reason);

    /// <summary>Newest first.</summary>
    /// <param name="station">One of the caller's; all unless said.</param>
    public static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        Guid? station, [AsParameters] Paging paging, Scope scope, PointsDb db, CancellationToken ct)
    {
        // A station that was closed since keeps its past.
        var stations = db.Stations.AsNoTracking().Where(scope.Covers<StationCopy>(
            s => s.RegionCode, s => s.OrganisationId, ListRedeemed.Readers));
        if (station is not null && !await stations.AnyAsync(s => s.Id == station, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        var refused = from r in db.RefusedHandOvers.AsNoTracking()
            join s in stations on r.StationId equals s.Id
            where station == null || r.StationId == station
            orderby r.Id descending
            select new Item(r.Id, r.At, new VoucherView.StationPart(s.Id, s.Name), r.Code, r.Reason);
        return TypedResults.Ok(await paging.OfAsync(refused, ct));
    }
}

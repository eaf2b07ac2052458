using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Offline;

/// <summary>What tills accepted without a network at the caller's stations, and what became of it.</summary>
public static class ListOffline
{
    /// <param name="AcceptedAt">By the till's clock.</param>
    /// <param name="FirstAt">For one that was handed over twice: when we heard of the hand-over that is paid.</param>
    public sealed record Item(
        Guid VoucherId, string Tail, string Reward, string RewardEn, VoucherView.StationPart Station,
        DateTimeOffset AcceptedAt, DateTimeOffset ReportedAt, OfflineOutcome Outcome, string? FirstStation,
        DateTimeOffset? FirstAt);

    /// <summary>Newest first.</summary>
    /// <param name="station">One of the caller's; all unless said.</param>
    /// <param name="outcome">All unless said.</param>
    public static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        Guid? station, OfflineOutcome? outcome, [AsParameters] Paging paging, Scope scope, PointsDb db,
        VoucherCodes codes, CancellationToken ct)
    {
        // A station that was closed since keeps its past.
        var stations = db.Stations.AsNoTracking().Where(scope.Covers<StationCopy>(
            s => s.RegionCode, s => s.OrganisationId, ListRedeemed.Readers));
        if (station is not null && !await stations.AnyAsync(s => s.Id == station, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        var rows = from h in db.OfflineHandOvers.AsNoTracking()
            join s in stations on h.StationId equals s.Id
            join v in db.Vouchers on h.VoucherId equals v.Id
            where (station == null || h.StationId == station) && (outcome == null || h.Outcome == outcome)
            orderby h.ReportedAt descending, h.VoucherId
            select new { h, s.Name, v.StationName, v.EndedAt, Reward = v.Reward!.Name, v.Reward.NameEn };
        return TypedResults.Ok((await paging.OfAsync(rows, ct)).Select(r =>
        {
            var twice = r.h.Outcome == OfflineOutcome.SpentTwice;
            return new Item(
                r.h.VoucherId, codes.TailOf(r.h.VoucherId), r.Reward, r.NameEn,
                new VoucherView.StationPart(r.h.StationId, r.Name), r.h.AcceptedAt, r.h.ReportedAt, r.h.Outcome,
                twice ? r.StationName : null, twice ? r.EndedAt : null);
        }));
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Vouchers;

public static class ListVouchers
{
    private const int MaxStations = 20;

    /// <summary>The calling rider's own, newest first.</summary>
    public static async Task<Results<Ok<Page<VoucherView>>, ProblemHttpResult>> HandleAsync(
        VoucherStatus? status, [AsParameters] Paging paging, Scope scope, PointsDb db, VoucherCodes codes,
        TimeProvider time, CancellationToken ct)
    {
        if (scope.RiderId is not { } rider)
        {
            return Refusal.Forbidden.ToProblem();
        }

        var vouchers = db.Vouchers.AsNoTracking().Include(v => v.Reward)
            .Where(v => v.RiderId == rider && (status == null || v.Status == status)).OrderByDescending(v => v.IssuedAt)
                .ThenBy(v => v.Id);
        var page = await paging.OfAsync(vouchers, ct);
        var now = time.GetUtcNow();
        return TypedResults.Ok(page.Select(v => VoucherView.Of(v, codes, scope, now)));
    }

    /// <summary>The rider's own, or one that the calling keeper could hand the reward over for.</summary>
    /// <param name="code">The code, what the rider's screen shows, or for its rider the voucher's id.</param>
    /// <param name="station">Asks whether it can be redeemed at this one: a keeper's own, or any for its rider.</param>
    public static async Task<Results<Ok<VoucherView>, ProblemHttpResult>> GetAsync(
        string code, Guid? station, Scope scope, PointsDb db, FindVoucher find, VoucherCodes codes, TimeProvider time,
        CancellationToken ct)
    {
        var found = await find.ByAsync(code, scope);
        var voucher = await Visible(db, scope).AsNoTracking().Include(v => v.Reward)
            .SingleOrDefaultAsync(found.Is, ct);
        if (voucher is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (found.TooOld)
        {
            return RedeemVoucher.ShownTooLongAgo.ToProblem();
        }

        var open = voucher.RiderId == scope.RiderId
            ? db.Stations.AsNoTracking().Where(s => s.Active) : KeptStations(db, scope);
        var asked = station is null ? null : await open.SingleOrDefaultAsync(s => s.Id == station, ct);
        return station is not null && asked is null
            ? Refusal.NotFound.ToProblem()
            : TypedResults.Ok(VoucherView.Of(voucher, codes, scope, time.GetUtcNow(), asked) with
            {
                Stations = await OfferingAsync(open, voucher, ct),
            });
    }

    private static Task<List<VoucherView.StationPart>> OfferingAsync(
        IQueryable<StationCopy> stations, Voucher voucher, CancellationToken ct)
    {
        var (region, organisation) = (voucher.Reward!.RegionCode, voucher.Reward.OrganisationId);
        return stations.Where(s => s.RegionCode.StartsWith(region)
                && (organisation == null || s.OrganisationId == organisation))
            .OrderBy(s => s.RegionCode).ThenBy(s => s.Id).Take(MaxStations)
            .Select(s => new VoucherView.StationPart(s.Id, s.Name)).ToListAsync(ct);
    }

    /// <summary>Vouchers of the rider, and those whose reward is offered at a station of the calling keeper.</summary>
    internal static IQueryable<Voucher> Visible(PointsDb db, Scope scope)
    {
        var stations = KeptStations(db, scope);
        return db.Vouchers.Where(v => v.RiderId == scope.RiderId || stations.Any(s =>
            s.RegionCode.StartsWith(v.Reward!.RegionCode)
            && (v.Reward.OrganisationId == null || v.Reward.OrganisationId == s.OrganisationId)));
    }

    internal static IQueryable<StationCopy> KeptStations(PointsDb db, Scope scope) => db.Stations.AsNoTracking()
        .Where(s => s.Active).Where(scope.Covers<StationCopy>(s => s.RegionCode, s => s.OrganisationId, Roles.Keeper));
}

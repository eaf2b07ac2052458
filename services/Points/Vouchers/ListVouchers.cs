using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Vouchers;

public static class ListVouchers
{
    /// <summary>The calling rider's own, newest first.</summary>
    public static async Task<Results<Ok<Page<VoucherView>>, ProblemHttpResult>> HandleAsync(
        VoucherStatus? status, [AsParameters] Paging paging, Scope scope, PointsDb db, CancellationToken ct)
    {
        if (scope.RiderId is not { } rider)
        {
            return Refusal.Forbidden.ToProblem();
        }

        var vouchers = db.Vouchers.AsNoTracking().Include(v => v.Reward)
            .Where(v => v.RiderId == rider && (status == null || v.Status == status)).OrderByDescending(v => v.IssuedAt)
                .ThenBy(v => v.Id);
        var page = await paging.OfAsync(vouchers, ct);
        return TypedResults.Ok(
            new Page<VoucherView>([.. page.Items.Select(VoucherView.Of)], page.Total, page.PageNumber, page.PageSize));
    }

    /// <summary>The rider's own, or one that the calling keeper could hand the reward over for.</summary>
    public static async Task<Results<Ok<VoucherView>, ProblemHttpResult>> GetAsync(
        string code, Scope scope, PointsDb db, CancellationToken ct)
    {
        var parsed = VoucherCode.Parse(code);
        var voucher = await Visible(db, scope).AsNoTracking().Include(v => v.Reward)
            .SingleOrDefaultAsync(v => v.Code == parsed, ct);
        return voucher is null ? Refusal.NotFound.ToProblem() : TypedResults.Ok(VoucherView.Of(voucher));
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

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>
/// The rider is at the place, in time. Who comes late keeps the place as long as nobody has released it.
/// </summary>
public static class CheckInToDemand
{
    /// <param name="Longitude">WGS-84.</param>
    public sealed record Request(double? Longitude, double? Latitude);

    public static async Task<Results<Ok<ClaimView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        var here = new Position(request.Longitude ?? double.NaN, request.Latitude ?? double.NaN);
        if (!here.IsInChina)
        {
            return new Invalid().Add("position", "请填写中国范围内的经纬度（WGS-84）。",
                "Give longitude and latitude in China (WGS-84).").ToProblem();
        }

        var (rider, now) = (scope.RiderId!.Value, time.Now());
        if (await db.Set<DemandRow>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } demand)
        {
            return Refusal.NotFound.ToProblem();
        }

        var mine = (await ClaimView.OfRiderAsync(db, rider, [id], ct)).GetValueOrDefault(id);
        switch (mine)
        {
            case null or { State: ClaimState.Withdrawn or ClaimState.NoShow or ClaimState.Cancelled }:
                return DemandRefusals.NotClaimed.ToProblem();
            case { CheckedInAt: not null }:
                return TypedResults.Ok(mine);
        }

        if (now < demand.StartsAt - DemandRules.CheckInLead || now >= demand.EndsAt)
        {
            return DemandRefusals.NotInTime(demand);
        }

        var metres = here.MetresTo(new(demand.Longitude, demand.Latitude));
        if (metres > DemandRules.WithinMetres)
        {
            return DemandRefusals.TooFar(metres);
        }

        var came = await db.InTransactionAsync(
            () => SaveAsync(id, mine.Id, Math.Round(metres, 1), scope.Subject, db, now, ct), ct);
        return came ? TypedResults.Ok(await ClaimView.ReadAsync(db, mine.Id, ct)) : Refusal.Stale.ToProblem();
    }

    private static async Task<bool> SaveAsync(
        Guid demand, Guid claim, double metres, Guid actor, GrievancesDb db, DateTimeOffset now, CancellationToken ct)
    {
        var came = await db.Set<DemandClaimRow>().Where(c => c.Id == claim && c.State == ClaimState.Claimed)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ClaimState.CheckedIn)
                .SetProperty(c => c.CheckedInAt, now).SetProperty(c => c.CheckInMetres, metres), ct);
        if (came == 1)
        {
            db.Log(demand, nameof(ClaimState.CheckedIn), actor, Roles.Rider, now, claim);
            await db.SaveChangesAsync(ct);
        }

        return came == 1;
    }
}

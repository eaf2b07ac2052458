using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Demands;

/// <summary>
/// The need is gone. Who claimed it is told why: among their tasks, and by the fact. Proof that was handed in already
/// is still verified.
/// </summary>
public static class CancelDemand
{
    private const int MaxReason = 500;

    public sealed record Request(string? Reason);

    public static async Task<Results<Ok<DemandView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        if (!Words.AreGood(request.Reason, MaxReason))
        {
            return new Invalid().Add("reason", $"请说明理由，1–{MaxReason} 个字。", $"Say why, 1–{MaxReason} characters.")
                .ToProblem();
        }

        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var now = time.Now();
        var (demand, refused) = await db.InTransactionAsync(
            () => CancelAsync(id, request.Reason!.Trim(), scope, db, now, ct), ct);
        return demand is null ? refused!.ToProblem()
            : TypedResults.Ok(DemandView.Of(demand, snapshot, now, null, staff: true, null));
    }

    private static async Task<(DemandRow? Demand, Refusal? Refused)> CancelAsync(
        Guid id, string reason, Scope scope, GrievancesDb db, DateTimeOffset now, CancellationToken ct)
    {
        await db.HoldAsync(id, ct);
        if (await db.Set<DemandRow>().LookedAfterBy(scope).SingleOrDefaultAsync(d => d.Id == id, ct) is not { } demand)
        {
            return (null, Refusal.NotFound);
        }

        if (demand.CancelledAt is not null || demand.EndsAt <= now)
        {
            return demand.CancelReason == reason ? (demand, null)
                : (null, demand.CancelledAt is null ? DemandRefusals.Over : DemandRefusals.Cancelled);
        }

        // A statement of its own, by state: proof that comes in meanwhile stays.
        var riders = await db.Database.SqlQuery<Guid>($"""
            update demand_claims set state = 'Cancelled', ended_at = {now}
            where demand_id = {id} and state in ('Claimed', 'CheckedIn') returning rider_id as "Value"
            """).ToListAsync(ct);
        (demand.CancelledAt, demand.CancelReason) = (now, reason);
        db.Log(id, "Cancelled", scope.Subject, scope.RoleOver(demand), now, note: reason);
        db.Publish(new DemandCancelled
        {
            DemandId = id, RiderIds = riders, RegionCode = demand.RegionCode,
            OccurredAt = now,
        }, id, demand.Version);
        await db.SaveChangesAsync(ct);
        return (demand, null);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>
/// A rider takes a place. The rider's own lock first, so that two claims of one rider are decided one after the other;
/// then the place, which one statement takes while there is one: never more claims than places.
/// </summary>
public static class ClaimDemand
{
    public static async Task<Results<Ok<DemandView>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (rider, now) = (scope.RiderId!.Value, time.Now());
        if (await db.InTransactionAsync(() => TakeAsync(id, rider, scope.Subject, db, now, ct), ct) is { } refused)
        {
            return refused;
        }

        var demand = await db.Set<DemandRow>().AsNoTracking().SingleAsync(d => d.Id == id, ct);
        var mine = (await ClaimView.OfRiderAsync(db, rider, [id], ct))[id];
        return TypedResults.Ok(DemandView.Of(demand, snapshot, now, mine, staff: false, null));
    }

    /// <summary>Null: the rider has a place, now or since before.</summary>
    private static async Task<ProblemHttpResult?> TakeAsync(
        Guid id, Guid rider, Guid actor, GrievancesDb db, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended('demand claims ' || {rider.ToString()}, 0))", ct);
        if (await db.Set<DemandRow>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } demand)
        {
            return Refusal.NotFound.ToProblem();
        }

        var own = await db.Set<DemandClaimRow>().AsNoTracking().Where(c => c.RiderId == rider && c.DemandId == id)
            .Select(c => c.State).ToListAsync(ct);
        if (own.Any(DemandAccess.HoldsAPlace))
        {
            return null;
        }

        if (await RefusedAsync(demand, rider, own, db, now, ct) is { } refused)
        {
            return refused;
        }

        // Decided on this version: an edit in between means another decision.
        var taken = await db.Set<DemandRow>()
            .Where(d => d.Id == id && d.Version == demand.Version && d.CancelledAt == null && d.Taken < d.Wanted)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.Taken, d => d.Taken + 1), ct);
        if (taken == 0)
        {
            return await WhyAsync(demand, db, ct);
        }

        var claim = new DemandClaimRow
        {
            Id = Guid.CreateVersion7(now), DemandId = id, RiderId = rider, State = ClaimState.Claimed, ClaimedAt = now,
            CheckInBy = DemandRules.CheckInBy(demand.StartsAt, demand.EndsAt, now),
        };
        db.Add(claim);
        db.Log(id, nameof(ClaimState.Claimed), actor, Roles.Rider, now, claim.Id);
        await db.SaveChangesAsync(ct);
        return null;
    }

    private static async Task<ProblemHttpResult?> RefusedAsync(
        DemandRow demand, Guid rider, List<ClaimState> own, GrievancesDb db, DateTimeOffset now, CancellationToken ct)
    {
        if (demand.CancelledAt is not null || demand.EndsAt <= now || own.Contains(ClaimState.NoShow))
        {
            return (demand.CancelledAt is not null ? DemandRefusals.Cancelled
                : demand.EndsAt <= now ? DemandRefusals.Over : DemandRefusals.Missed).ToProblem();
        }

        var since = now - DemandRules.NoShowsCount;
        var missed = await db.Set<DemandClaimRow>()
            .Where(c => c.RiderId == rider && c.State == ClaimState.NoShow && c.EndedAt > since)
            .Select(c => c.EndedAt!.Value).ToListAsync(ct);
        if (DemandRules.BarredUntil(missed, now) is { } until)
        {
            return DemandRefusals.Barred(until);
        }

        var other = await db.Set<DemandClaimRow>()
            .Where(c => c.RiderId == rider && c.State != ClaimState.Withdrawn && c.State != ClaimState.NoShow
                && c.State != ClaimState.Cancelled)
            .Join(db.Set<DemandRow>().AsNoTracking(), c => c.DemandId, d => d.Id, (_, d) => d)
            .Where(d => d.StartsAt < demand.EndsAt && d.EndsAt > demand.StartsAt)
            .OrderBy(d => d.StartsAt).FirstOrDefaultAsync(ct);
        return other is null ? null : DemandRefusals.Overlaps(other);
    }

    private static async Task<ProblemHttpResult> WhyAsync(DemandRow seen, GrievancesDb db, CancellationToken ct)
    {
        var now = await db.Set<DemandRow>().AsNoTracking().SingleAsync(d => d.Id == seen.Id, ct);
        return (now.CancelledAt is not null ? DemandRefusals.Cancelled
            : now.Version != seen.Version ? Refusal.Stale : DemandRefusals.Full).ToProblem();
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>Before anybody claimed it everything may be put right; who claimed it relies on what it said.</summary>
public static class EditDemand
{
    public static async Task<Results<Ok<DemandView>, ProblemHttpResult>> HandleAsync(
        Guid id, DemandBody request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var now = time.Now();
        var (region, invalid) = request.Check(snapshot, now);
        if (region is null || request.Version is null)
        {
            return invalid.When(request.Version is null, "version", "请填写您看到的版本号。",
                "Give the version that you saw.").ToProblem();
        }

        var (demand, refused) = await db.InTransactionAsync(
            () => ChangeAsync(id, request, region.Code, scope, db, now, ct), ct);
        return demand is null ? refused!.ToProblem()
            : TypedResults.Ok(DemandView.Of(demand, snapshot, now, null, staff: true, null));
    }

    private static async Task<(DemandRow? Demand, Refusal? Refused)> ChangeAsync(
        Guid id, DemandBody request, string region, Scope scope, GrievancesDb db, DateTimeOffset now,
        CancellationToken ct)
    {
        // A claim takes this row first: whoever waits here sees it.
        await db.HoldAsync(id, ct);
        if (await db.Set<DemandRow>().LookedAfterBy(scope).SingleOrDefaultAsync(d => d.Id == id, ct) is not { } demand)
        {
            return (null, Refusal.NotFound);
        }

        var refused = demand.CancelledAt is not null ? DemandRefusals.Cancelled
            : await db.Set<DemandClaimRow>().AnyAsync(c => c.DemandId == id, ct) ? DemandRefusals.Claimed
            : demand.Version != request.Version ? Refusal.Stale : null;
        if (refused is not null || !scope.Covers(region, demand.OrganisationId, DemandAccess.Staff))
        {
            return (null, refused ?? Refusal.Forbidden);
        }

        (demand.Kind, demand.Title, demand.Text) = (request.Kind!, request.Title!.Trim(), request.Text!.Trim());
        (demand.Longitude, demand.Latitude) = (request.Longitude!.Value, request.Latitude!.Value);
        (demand.RegionCode, demand.Address) = (region, request.Address!.Trim());
        (demand.StartsAt, demand.EndsAt) = (request.Starts, request.Ends);
        (demand.Wanted, demand.Points) = (request.Wanted!.Value, request.Points!.Value);
        (demand.TeamId, demand.Contact) = (request.TeamId, request.Contact!.Trim());
        demand.Version++;
        db.Log(id, "Edited", scope.Subject, scope.RoleOver(demand), now);
        await db.SaveChangesAsync(ct);
        return (demand, null);
    }
}

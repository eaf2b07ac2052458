using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>One demand; who looks after it also sees the claims and what happened.</summary>
public static class GetDemand
{
    /// <param name="Kind"><c>Published</c>, <c>Edited</c>, <c>Cancelled</c>, or the state that a claim came to.</param>
    public sealed record Event(string Kind, string ActorRole, Guid? ClaimId, string? Note, DateTimeOffset OccurredAt);

    /// <param name="Claims">For staff; empty for riders.</param>
    public sealed record Answer(DemandView Demand, IReadOnlyList<ClaimView> Claims, IReadOnlyList<Event> Events);

    /// <summary>A hundred places, each claimed and released several times.</summary>
    private const int MostShown = 500;

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> ReadAsync(
        Guid id, Position? near, Scope scope, GrievancesDb db, DirectoryCopy directory, DateTimeOffset now,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (await db.Set<DemandRow>().AsNoTracking().SeenBy(scope).SingleOrDefaultAsync(d => d.Id == id, ct)
            is not { } demand)
        {
            return Refusal.NotFound.ToProblem();
        }

        var staff = scope.LooksAfter(demand);
        var mine = (await ClaimView.OfRiderAsync(db, scope.RiderId, [id], ct)).GetValueOrDefault(id);
        var view = DemandView.Of(demand, snapshot, now, mine, staff, near);
        if (!staff)
        {
            return TypedResults.Ok(new Answer(view, [], []));
        }

        var claims = await db.Set<DemandClaimRow>().AsNoTracking().Where(c => c.DemandId == id)
            .OrderBy(c => c.Id).Take(MostShown).ToListAsync(ct);
        var events = await db.Set<DemandEventRow>().AsNoTracking().Where(e => e.DemandId == id)
            .OrderBy(e => e.Id).Take(MostShown)
            .Select(e => new Event(e.Kind, e.ActorRole, e.ClaimId, e.Note, e.OccurredAt)).ToListAsync(ct);
        return TypedResults.Ok(new Answer(view, await ClaimView.ReadAsync(db, claims, ct), events));
    }
}

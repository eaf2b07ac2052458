using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Open311.Keys;

/// <summary>Which systems hold a key; never the key itself.</summary>
public static class ListKeys
{
    public sealed record Item(
        Guid Id, string Name, string RegionCode, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

    public static async Task<Ok<Page<Item>>> HandleAsync(
        [AsParameters] Paging paging, Scope scope, GrievancesDb db, CancellationToken ct) =>
        TypedResults.Ok(await paging.OfAsync(db.Set<Open311KeyRow>().AsNoTracking()
            .Where(scope.Covers<Open311KeyRow>(k => k.RegionCode, _ => null, Roles.Administrator))
            .OrderByDescending(k => k.Id)
            .Select(k => new Item(k.Id, k.Name, k.RegionCode, k.CreatedAt, k.RevokedAt)), ct));
}

/// <summary>From now on the key is refused; a second time changes nothing.</summary>
public static class RevokeKey
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        var now = time.Now();
        var found = await db.Set<Open311KeyRow>().Where(k => k.Id == id)
            .Where(scope.Covers<Open311KeyRow>(k => k.RegionCode, _ => null, Roles.Administrator))
            .ExecuteUpdateAsync(s => s.SetProperty(k => k.RevokedAt, k => k.RevokedAt ?? now), ct);
        return found == 1 ? TypedResults.NoContent() : Refusal.NotFound.ToProblem();
    }
}

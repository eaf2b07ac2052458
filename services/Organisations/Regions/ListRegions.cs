using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Organisations.Regions;

/// <summary>The direct children of a region, by code; without a parent the provinces.</summary>
internal static class ListRegions
{
    public static async Task<Results<Ok<Page<GetRegion.Answer>>, ProblemHttpResult>> HandleAsync(
        string? parent, [AsParameters] Paging paging, OrganisationsDb db, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(parent) && !RegionCodes.IsWellFormed(parent))
        {
            return GetRegion.Malformed("parent");
        }

        if (!string.IsNullOrEmpty(parent) && !await db.Regions.AnyAsync(r => r.Code == parent, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        var children = db.Regions.AsNoTracking().Where(r => r.ParentCode == (parent ?? "")).OrderBy(r => r.Code);
        var page = await paging.OfAsync(children, ct);
        return TypedResults.Ok(page.Select(GetRegion.Answer.Of));
    }
}

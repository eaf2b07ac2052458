using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Tree;

/// <summary>Organisations in the caller's scope by region and name; dissolved ones only where asked for.</summary>
internal static class ListOrganisations
{
    /// <param name="Parent">Direct children of this organisation only.</param>
    /// <param name="Region">Region prefix.</param>
    internal sealed record Query(Guid? Parent, string? Region, OrganisationKind? Kind, string? Name, bool? Dissolved);

    public static async Task<Ok<Page<GetOrganisation.Answer>>> HandleAsync(
        [AsParameters] Query query, [AsParameters] Paging paging, Scope scope, OrganisationsDb db, CancellationToken ct)
    {
        var rows = db.Organisations.AsNoTracking().Where(GetOrganisation.Visible(scope))
            .Where(o => o.Active || query.Dissolved == true);
        rows = query.Parent is { } parent ? rows.Where(o => o.ParentId == parent) : rows;
        rows = query.Region is { Length: > 0 } region ? rows.Where(o => o.RegionCode.StartsWith(region)) : rows;
        rows = query.Kind is { } kind ? rows.Where(o => o.Kind == kind) : rows;
        rows = query.Name is { Length: > 0 } name ? rows.Where(o => o.Name.Contains(name)) : rows;
        var page = await paging.OfAsync(rows.OrderBy(o => o.RegionCode).ThenBy(o => o.Name).ThenBy(o => o.Id), ct);
        return TypedResults.Ok(page.Select(GetOrganisation.Answer.Of));
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Riders;

internal static class ListRiders
{
    /// <param name="Region">Region prefix.</param>
    internal sealed record Query(string? Region, Guid? Employer, RiderGroup? Group, MemberStatus? MemberStatus);

    public static async Task<Ok<Page<GetRider.Answer>>> HandleAsync(
        [AsParameters] Query query, [AsParameters] Paging paging, Scope scope, OrganisationsDb db, KeyRing keys,
        CancellationToken ct)
    {
        var rows = db.Riders.AsNoTracking().Where(GetRider.Visible(scope));
        rows = query.Region is { Length: > 0 } region ? rows.Where(r => r.RegionCode.StartsWith(region)) : rows;
        rows = query.Employer is { } employer ? rows.Where(r => r.EmployerId == employer) : rows;
        rows = query.Group is { } group ? rows.Where(r => r.Group == group) : rows;
        rows = query.MemberStatus is { } status ? rows.Where(r => r.MemberStatus == status) : rows;
        var page = await paging.OfAsync(rows.OrderBy(r => r.RegionCode).ThenBy(r => r.Id), ct);
        return TypedResults.Ok(page.Select(r => GetRider.Answer.Of(r, keys)));
    }
}

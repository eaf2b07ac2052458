using System.Linq.Expressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Duties;

internal static class ListDuties
{
    internal sealed record Answer(
        Guid Id, Guid OrganisationId, string Category, string RegionCode, int Priority, long Version)
    {
        public static Answer Of(Duty d) => new(d.Id, d.OrganisationId, d.Category, d.RegionCode, d.Priority, d.Version);
    }

    /// <param name="Region">Region prefix.</param>
    internal sealed record Query(Guid? Organisation, string? Region, string? Category);

    public static async Task<Ok<Page<Answer>>> HandleAsync(
        [AsParameters] Query query, [AsParameters] Paging paging, Scope scope, OrganisationsDb db, CancellationToken ct)
    {
        var rows = db.Duties.AsNoTracking().Where(Covered(scope, DirectoryAccess.Readers)).Where(d => d.Active);
        rows = query.Organisation is { } organisation ? rows.Where(d => d.OrganisationId == organisation) : rows;
        rows = query.Region is { Length: > 0 } region ? rows.Where(d => d.RegionCode.StartsWith(region)) : rows;
        rows = query.Category is { Length: > 0 } category ? rows.Where(d => d.Category == category) : rows;
        var page = await paging.OfAsync(
            rows.OrderBy(d => d.RegionCode).ThenBy(d => d.Category).ThenBy(d => d.Priority).ThenBy(d => d.Id), ct);
        return TypedResults.Ok(page.Select(Answer.Of));
    }

    internal static Expression<Func<Duty, bool>> Covered(Scope scope, string[] roles) =>
        scope.Covers<Duty>(d => d.RegionCode, d => d.OrganisationId, roles);
}

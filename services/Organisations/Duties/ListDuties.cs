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
        public string? OrganisationName { get; init; }

        public DutyRole Role { get; init; }

        /// <summary>It holds for cases of this level and above.</summary>
        public CaseLevel MinLevel { get; init; }

        public DeadlineClass DeadlineClass { get; init; }

        public DateOnly? ValidFrom { get; init; }

        /// <summary>Up to but without this day.</summary>
        public DateOnly? ValidUntil { get; init; }

        public Guid? Supersedes { get; init; }

        /// <summary>False: withdrawn, or superseded.</summary>
        public bool Active { get; init; }

        public DateTimeOffset ChangedAt { get; init; }

        public static Answer Of(Duty d) => new(d.Id, d.OrganisationId, d.Category, d.RegionCode, d.Priority, d.Version)
        {
            Role = d.Role, ValidFrom = d.ValidFrom, ValidUntil = d.ValidUntil, Supersedes = d.Supersedes,
            Active = d.Active, ChangedAt = d.ChangedAt, MinLevel = d.MinLevel, DeadlineClass = d.DeadlineClass,
        };
    }

    /// <param name="Region">Region prefix.</param>
    /// <param name="Withdrawn">Those that are withdrawn or superseded too.</param>
    internal sealed record Query(Guid? Organisation, string? Region, string? Category, bool? Withdrawn);

    public static async Task<Ok<Page<Answer>>> HandleAsync(
        [AsParameters] Query query, [AsParameters] Paging paging, Scope scope, OrganisationsDb db, CancellationToken ct)
    {
        var rows = db.Duties.AsNoTracking().Where(Covered(scope, DirectoryAccess.Readers)).Where(
            d => d.Active || query.Withdrawn == true);
        rows = query.Organisation is { } organisation ? rows.Where(d => d.OrganisationId == organisation) : rows;
        rows = query.Region is { Length: > 0 } region ? rows.Where(d => d.RegionCode.StartsWith(region)) : rows;
        rows = query.Category is { Length: > 0 } category ? rows.Where(d => d.Category == category) : rows;
        var page = await paging.OfAsync(
            rows.OrderBy(d => d.RegionCode).ThenBy(d => d.Category).ThenBy(d => d.Priority).ThenBy(d => d.Id), ct);
        var ids = page.Items.Select(d => d.OrganisationId).Distinct().ToList();
        var names = await db.Organisations.AsNoTracking().Where(o => ids.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return TypedResults.Ok(page.Select(d => Answer.Of(d) with { OrganisationName = names[d.OrganisationId] }));
    }

    internal static Expression<Func<Duty, bool>> Covered(Scope scope, string[] roles) =>
        scope.Covers<Duty>(d => d.RegionCode, d => d.OrganisationId, roles);
}

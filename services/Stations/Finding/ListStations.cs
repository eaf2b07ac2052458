using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Finding;

/// <summary>The register for those who run it: every station in the caller's scope, closed ones too.</summary>
internal static class ListStations
{
    /// <summary>Comes with every PostgreSQL that is built with ICU; bytes would put names in no order at all.</summary>
    private const string Pinyin = "zh-x-icu";

    public static readonly string[] Readers =
        [Roles.Secretary, Roles.Administrator, Roles.Keeper, Roles.Supervisor, Roles.Leader, Roles.Dispatcher,
            Roles.Operations];

    /// <param name="Region">Region prefix.</param>
    /// <param name="Text">Part of the name or the address.</param>
    /// <param name="Open">True: only those that are open at this moment; false: only the others.</param>
    /// <param name="Sort"><c>region</c> unless said, or <c>name</c> in the order of pinyin.</param>
    /// <param name="Order"><c>asc</c> unless said, or <c>desc</c>.</param>
    public sealed record Filter(
        string? Region, Guid? Organisation, string? Kind, string? Status, [FromQuery(Name = "q")] string? Text,
        bool? Open, string? Sort, string? Order, int? Page, int? Size, string? Crs);

    private enum SortBy
    {
        Region,
        Name,
    }

    private enum Direction
    {
        Asc,
        Desc,
    }

    public static async Task<Results<Ok<Page<StationView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, Scope scope, StationsDb db, StationViews views, StationSnapshot snapshot,
        TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid();
        var kind = Questions.Read<StationKind>(invalid, filter.Kind, "kind");
        var status = Questions.Read<StationStatus>(invalid, filter.Status, "status");
        var sort = Questions.Read<SortBy>(invalid, filter.Sort, "sort");
        var order = Questions.Read<Direction>(invalid, filter.Order, "order");
        var crs = CheckTexts(invalid, filter);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (filter.Open is not null && snapshot.Stations is null)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var stations = db.Stations.AsNoTracking()
            .Where(scope.Covers<Station>(s => s.RegionCode, s => s.OrganisationId, Readers))
            .Where(s => filter.Region == null || s.RegionCode.StartsWith(filter.Region))
            .Where(s => filter.Organisation == null || s.OrganisationId == filter.Organisation)
            .Where(s => kind == null || s.Kind == kind)
            .Where(s => status == null || s.Status == status)
            .Where(s => filter.Text == null || s.Name.Contains(filter.Text) || s.Address.Contains(filter.Text));
        if (filter.Open is { } open)
        {
            var ids = snapshot.OpenAt(time.GetUtcNow());
            stations = stations.Where(s => ids.Contains(s.Id) == open);
        }

        var page = await new Paging(filter.Page, filter.Size)
            .OfAsync(InOrder(stations, sort ?? SortBy.Region, order == Direction.Desc), ct);
        return TypedResults.Ok(new Page<StationView>(
            await views.OfAsync(page.Items, crs, ct), page.Total, page.PageNumber, page.PageSize));
    }

    private static Crs CheckTexts(Invalid invalid, Filter filter)
    {
        invalid.When(!Questions.IsPrefix(filter.Region), "region", "区划代码最多 12 位数字。", "At most 12 digits.")
            .When(
                filter.Text?.Length > 60 || filter.Text?.Any(char.IsControl) == true,
                "q", "最多 60 个字。", "At most 60 characters.");
        if (CrsConversions.Parse(filter.Crs) is { } crs)
        {
            return crs;
        }

        Questions.UnknownCrs(invalid);
        return Crs.Wgs84;
    }

    private static IQueryable<Station> InOrder(IQueryable<Station> stations, SortBy sort, bool descending)
    {
        if (sort == SortBy.Region)
        {
            return descending
                ? stations.OrderByDescending(s => s.RegionCode).ThenByDescending(s => s.Id)
                : stations.OrderBy(s => s.RegionCode).ThenBy(s => s.Id);
        }

        return descending
            ? stations.OrderByDescending(s => EF.Functions.Collate(s.Name, Pinyin)).ThenByDescending(s => s.Id)
            : stations.OrderBy(s => EF.Functions.Collate(s.Name, Pinyin)).ThenBy(s => s.Id);
    }
}

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
    public static readonly string[] Readers =
        [Roles.Secretary, Roles.Administrator, Roles.Keeper, Roles.Supervisor, Roles.Leader, Roles.Dispatcher,
            Roles.Operations];

    /// <param name="Region">Region prefix.</param>
    /// <param name="Text">Part of the name or the address.</param>
    public sealed record Filter(
        string? Region, Guid? Organisation, string? Kind, string? Status, [FromQuery(Name = "q")] string? Text,
            int? Page, int? Size, string? Crs);

    public static async Task<Results<Ok<Page<StationView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, Scope scope, StationsDb db, StationViews views, CancellationToken ct)
    {
        var invalid = new Invalid();
        var kind = Read<StationKind>(invalid, filter.Kind, "kind");
        var status = Read<StationStatus>(invalid, filter.Status, "status");
        var crs = CrsConversions.Parse(filter.Crs);
        invalid.When(!Questions.IsPrefix(filter.Region), "region", "区划代码最多 12 位数字。", "At most 12 digits.")
            .When(
                filter.Text?.Length > 60 || filter.Text?.Any(char.IsControl) == true,
                "q", "最多 60 个字。", "At most 60 characters.");
        if (crs is null)
        {
            Questions.UnknownCrs(invalid);
        }

        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var stations = db.Stations.AsNoTracking()
            .Where(scope.Covers<Station>(s => s.RegionCode, s => s.OrganisationId, Readers))
            .Where(s => filter.Region == null || s.RegionCode.StartsWith(filter.Region))
            .Where(s => filter.Organisation == null || s.OrganisationId == filter.Organisation)
            .Where(s => kind == null || s.Kind == kind)
            .Where(s => status == null || s.Status == status)
            .Where(s => filter.Text == null || s.Name.Contains(filter.Text) || s.Address.Contains(filter.Text))
            .OrderBy(s => s.RegionCode).ThenBy(s => s.Id);
        var page = await new Paging(filter.Page, filter.Size).OfAsync(stations, ct);
        return TypedResults.Ok(new Page<StationView>(
            await views.OfAsync(page.Items, crs!.Value, ct), page.Total, page.PageNumber, page.PageSize));
    }

    private static T? Read<T>(Invalid invalid, string? text, string field) where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        var names = Enum.GetNames<T>();
        var known = names.Contains(text, StringComparer.OrdinalIgnoreCase);
        invalid.When(!known, field, $"只能是 {string.Join("、", names)}。", $"One of {string.Join(", ", names)}.");
        return known ? Enum.Parse<T>(text, ignoreCase: true) : null;
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Projects;

/// <summary>The projects that the caller may see, the newest proposals first.</summary>
public static class ListProjects
{
    /// <param name="Category">A category, or a prefix of one.</param>
    /// <param name="Organisation">Leads it or takes part.</param>
    /// <param name="Week">Proposed by the clustering of this week.</param>
    public sealed record Filter(
        string? Status, string? Region, string? Category, string? Organisation, string? Week);

    public static async Task<Results<Ok<Page<ProjectView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] Paging paging, Scope scope, GrievancesDb db,
        DirectoryCopy directory, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var status = read.Enum<ProjectStatus>(filter.Status, "status");
        var (region, category) = (read.Region(filter.Region, "region"), read.Category(filter.Category, "category"));
        var organisation = read.Id(filter.Organisation, "organisation");
        var week = WeekReader.Read(read, filter.Week);
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var projects = db.Set<ProjectRow>().AsNoTracking().VisibleTo(scope);
        projects = status is null ? projects : projects.Where(p => p.Status == status);
        projects = region is null ? projects : projects.Where(p => p.RegionCode.StartsWith(region));
        projects = category is null ? projects
            : projects.Where(p => p.Category == category || p.Category.StartsWith(category + "."));
        projects = organisation is not { } of ? projects
            : projects.Where(p => p.LeadId == of || p.MemberIds.Contains(of));
        var text = week?.ToString();
        projects = text is null ? projects : projects.Where(p => p.ProposedWeek == text);
        var page = await paging.OfAsync(
            ProjectLine.Of(db, projects.OrderByDescending(p => p.ProposedAt).ThenBy(p => p.Id)), ct);
        return TypedResults.Ok(page.Select(l => ProjectView.Of(l, snapshot)));
    }
}

internal static class WeekReader
{
    public static IsoWeek? Read(QueryReader read, string? text)
    {
        var week = IsoWeek.Parse(text);
        read.Invalid.When(!string.IsNullOrEmpty(text) && week is null, "week",
            "周的写法如 2026-W47（ISO 8601）。", "A week of ISO 8601 such as 2026-W47.");
        return week;
    }
}

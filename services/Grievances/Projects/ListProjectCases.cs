using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Projects;

/// <summary>
/// The cases of a project, for everybody who works on it: where and what, neither text nor person. Who may see the
/// case itself finds it under its id.
/// </summary>
public static class ListProjectCases
{
    /// <param name="Longitude">To four decimals; null without a position.</param>
    /// <param name="Visible">The caller may see the case itself.</param>
    public sealed record Line(
        Guid Id, string Number, CaseKind Kind, string Category, Wording CategoryName, string RegionCode,
        string? RegionName, CaseStatus Status, DateTimeOffset ReportedAt, double? Longitude, double? Latitude,
        bool Visible);

    public static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> HandleAsync(
        Guid id, [AsParameters] Paging paging, Scope scope, GrievancesDb db, DirectoryCopy directory,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (!await db.Set<ProjectRow>().VisibleTo(scope).AnyAsync(p => p.Id == id, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        var of = db.Set<ProjectCaseRow>().Where(p => p.ProjectId == id && !p.TakenOut).Select(p => p.CaseId);
        var page = await paging.OfAsync(db.Cases.AsNoTracking().Where(c => of.Contains(c.Id))
            .OrderByDescending(c => c.ReportedAt).ThenBy(c => c.Id), ct);
        return TypedResults.Ok(page.Select(c => new Line(
            c.Id, c.Number, c.Kind, c.Category, CategoryNames.Of(c.Category, snapshot.Categories), c.RegionCode,
            snapshot.Regions.NameOf(c.RegionCode), c.Status, c.ReportedAt, Rounded(c.Longitude), Rounded(c.Latitude),
            c.IsVisibleTo(scope))));
    }

    private static double? Rounded(double? degrees) => degrees is { } d ? Math.Round(d, 4) : null;
}

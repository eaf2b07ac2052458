using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Digests;

/// <summary>What a number of a digest counts, one line each: neither text nor person.</summary>
public static class ListDigestEntries
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public sealed record Filter(
        string? Figure, string? Region, string? Organisation, string? From, string? To, string? Category);

    /// <param name="Number">Of the case; null for a project.</param>
    /// <param name="Name">Of the project; null for a case.</param>
    /// <param name="Visible">The caller may see the case itself.</param>
    public sealed record Line(
        DateTimeOffset OccurredAt, Guid? CaseId, string? Number, CaseStatus? Status, Guid? ProjectId, string? Name,
        string Category, Wording CategoryName, string RegionCode, string? RegionName, bool Visible);

    public static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] Paging paging, Scope scope, GrievancesDb db,
        DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var figure = read.Enum<DigestFigure>(filter.Figure, "figure");
        var (region, unit) = DigestAccess.Read(read, filter.Region, filter.Organisation);
        var category = read.Category(filter.Category, "category");
        var (from, to) = (read.Moment(filter.From, "from"), read.Moment(filter.To, "to"));
        var since = from ?? IsoWeek.Of(time.Now()).Start;
        var until = to ?? since + Longest;
        read.Invalid.When(figure is null, "figure", "请说明是哪个数字。", "Say which number.");
        read.Invalid.When(until <= since || until - since > Longest, "from", "时间段须为正，且不超过一周。",
            "From before to, and at most a week.");
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        if (DigestAccess.Of(scope, snapshot, region, unit) is not { } subject)
        {
            return Refusal.NotFound.ToProblem();
        }

        await db.Database.OpenConnectionAsync(ct);
        var (entries, total) = await DigestEntries.ListAsync(
            db, subject, figure!.Value, category, since, until, (paging.Number - 1) * paging.Length, paging.Length,
            ct);
        return TypedResults.Ok(new Page<Line>(
            await ViewAsync(db, entries, scope, snapshot, ct), total, paging.Number, paging.Length));
    }

    private static async Task<IReadOnlyList<Line>> ViewAsync(
        GrievancesDb db, List<DigestEntry> entries, Scope scope, RoutingSnapshot snapshot, CancellationToken ct)
    {
        var caseIds = entries.Select(e => e.CaseId).OfType<Guid>().ToList();
        var projectIds = entries.Select(e => e.ProjectId).OfType<Guid>().ToList();
        var cases = await db.Cases.AsNoTracking().Where(c => caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var projects = await db.Set<ProjectRow>().AsNoTracking().Where(p => projectIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, ct);
        return [.. entries.Select(e =>
        {
            var c = e.CaseId is { } id ? cases.GetValueOrDefault(id) : null;
            var p = e.ProjectId is { } of ? projects.GetValueOrDefault(of) : null;
            var region = c?.RegionCode ?? p?.RegionCode ?? "";
            return new Line(
                e.OccurredAt, e.CaseId, c?.Number, c?.Status, e.ProjectId, p?.Name, e.Category,
                CategoryNames.Of(e.Category, snapshot.Categories), region, snapshot.Regions.NameOf(region),
                p is not null || (c is not null && c.IsVisibleTo(scope)));
        })];
    }
}

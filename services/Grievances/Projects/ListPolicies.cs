using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;

namespace RiderPlatform.Grievances.Projects;

/// <summary>Policies that came of what riders said; for everybody.</summary>
public static class ListPolicies
{
    private const int Most = 200;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    public sealed record Policy(
        string Title, string DocumentNumber, DateOnly PublishedOn, string Text, Wording CategoryName,
        string RegionCode, string? RegionName);

    /// <param name="Items">The newest 200, the newest first.</param>
    public sealed record Answer(IReadOnlyList<Policy> Items);

    public static async Task<Results<TaggedJson<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var place = read.Region(region, "region") ?? "";
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var rows = await db.Set<ProjectOutcomeRow>().AsNoTracking()
            .Where(o => o.Kind == ProjectOutcomeKind.Policy && o.RegionCode.StartsWith(place))
            .OrderByDescending(o => o.PublishedOn).ThenByDescending(o => o.Id).Take(Most).ToListAsync(ct);
        return new TaggedJson<Answer>(new([.. rows.Select(o => new Policy(
            o.Title!, o.DocumentNumber!, o.PublishedOn!.Value, o.Text,
            CategoryNames.Of(o.Category, snapshot.Categories), o.RegionCode,
            snapshot.Regions.NameOf(o.RegionCode)))]), Fresh);
    }
}

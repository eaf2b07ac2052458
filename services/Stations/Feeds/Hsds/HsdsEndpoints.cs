using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;

namespace RiderPlatform.Stations.Feeds.Hsds;

/// <summary>The endpoints that HSDS 3.0 demands, and its list of organisations.</summary>
internal static class HsdsEndpoints
{
    private const int MaxPerPage = 500;
    private const int DefaultPerPage = 50;

    public static Task<Results<TaggedJson<HsdsApi>, ProblemHttpResult>> ReadApiAsync(
        FeedSource source, IConfiguration configuration, CancellationToken ct) => source.SharedAsync(
            _ => new HsdsApi(
                "3.0", "https://docs.openreferral.org/en/latest/hsds/",
                $"{(configuration["Identity:Issuer"] ?? "").TrimEnd('/')}/openapi.json"), ct);

    /// <param name="search">Part of a name or description.</param>
    /// <param name="page">From 1.</param>
    /// <param name="perPage">1 to 500, 50 if absent.</param>
    /// <param name="organizationId">Those alone that this organisation runs.</param>
    /// <param name="modifiedAfter">Those alone whose station changed at or after this moment.</param>
    /// <param name="full">True: with schedules, places and costs.</param>
    /// <param name="format">Only <c>json</c>.</param>
    public static async Task<Results<TaggedJson<HsdsPage<HsdsService>>, ProblemHttpResult>> ListServicesAsync(
        string? search, int? page, [FromQuery(Name = "per_page")] int? perPage,
        [FromQuery(Name = "organization_id")] string? organizationId,
        [FromQuery(Name = "modified_after")] DateTimeOffset? modifiedAfter, bool? full, string? format,
        FeedSource source, CancellationToken ct)
    {
        if (Check(page, perPage, format) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        if (await source.NowAsync(ct) is not { } stations)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var found = stations.Once(s => new HsdsCatalogue(s)).Services
            .Where(e => modifiedAfter is null || e.ChangedAt >= modifiedAfter)
            .Select(e => e.Service)
            .Where(s => organizationId is null
                || string.Equals(s.Organization.Id.ToString(), organizationId, StringComparison.OrdinalIgnoreCase))
            .Where(s => Holds(search, s.Name, s.AlternateName, s.Description))
            .Select(s => full == true ? s : s with { Schedules = null, ServiceAtLocations = null, CostOptions = null });
        return PageOf([.. found], page, perPage);
    }

    public static async Task<Results<TaggedJson<HsdsService>, ProblemHttpResult>> ReadServiceAsync(
        string id, FeedSource source, CancellationToken ct)
    {
        if (await source.NowAsync(ct) is not { } stations)
        {
            return Refusals.Unavailable.ToProblem();
        }

        return stations.Once(s => new HsdsCatalogue(s)).Find(id) is { } service
            ? new TaggedJson<HsdsService>(service, OpenStations.Fresh)
            : Refusal.NotFound.ToProblem();
    }

    /// <param name="search">Part of a name or description.</param>
    /// <param name="page">From 1.</param>
    /// <param name="perPage">1 to 500, 50 if absent.</param>
    /// <param name="format">Only <c>json</c>.</param>
    public static async Task<Results<TaggedJson<HsdsPage<HsdsOrganization>>, ProblemHttpResult>>
        ListOrganizationsAsync(
            string? search, int? page, [FromQuery(Name = "per_page")] int? perPage, string? format,
            FeedSource source, CancellationToken ct)
    {
        if (Check(page, perPage, format) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        if (await source.NowAsync(ct) is not { } stations)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var found = stations.Once(s => new HsdsCatalogue(s)).Organizations
            .Where(o => Holds(search, o.Name, o.Description));
        return PageOf([.. found], page, perPage);
    }

    private static Invalid Check(int? page, int? perPage, string? format) => new Invalid()
        .When(page < 1, "page", "页码从 1 开始。", "Pages count from 1.")
        .When(perPage is < 1 or > MaxPerPage, "per_page", $"每页 1 至 {MaxPerPage} 条。", $"1 to {MaxPerPage}.")
        .When(format is not (null or "json"), "format", "只提供 json。", "Only json.");

    private static bool Holds(string? search, params string[] texts) => string.IsNullOrWhiteSpace(search)
        || Array.Exists(texts, t => t.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase));

    private static TaggedJson<HsdsPage<T>> PageOf<T>(List<T> all, int? page, int? perPage)
    {
        var (number, size) = (page ?? 1, perPage ?? DefaultPerPage);
        var pages = (all.Count + size - 1) / size;
        var contents = all.Skip((int)Math.Min((long)(number - 1) * size, all.Count)).Take(size).ToList();
        return new TaggedJson<HsdsPage<T>>(
            new HsdsPage<T>(
                all.Count, pages, number, contents.Count, number == 1, number >= pages, contents.Count == 0, contents),
            OpenStations.Fresh);
    }
}

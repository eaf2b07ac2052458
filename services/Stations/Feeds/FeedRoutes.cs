using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;
using RiderPlatform.ServiceDefaults.OpenApi;
using RiderPlatform.Stations.Feeds.Gbfs;
using RiderPlatform.Stations.Feeds.GeoJson;
using RiderPlatform.Stations.Feeds.Hsds;

namespace RiderPlatform.Stations.Feeds;

/// <summary>The register in the forms that others read: GBFS 3.0, GeoJSON, HSDS 3.0. For anyone.</summary>
internal static class FeedRoutes
{
    public static void AddFeeds(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<FeedOptions>(builder.Configuration.GetSection(FeedOptions.Section));
        builder.Services.AddSingleton<FeedSource>();
        builder.Services.AddSingleton<GbfsFeeds>();
    }

    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        var feeds = app.MapGroup("").WithTags("Feeds").AllowAnonymous();
        feeds.AddEndpointFilter(async (context, next) =>
        {
            // No cookie plays a part, and everybody may read it.
            context.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
            return await next(context);
        });
        MapGbfs(feeds.MapGroup("/gbfs/3.0"));
        MapHsds(feeds.MapGroup("/hsds/3.0"));
        feeds.MapGet("/api/v1/open/stations.geojson", OpenGeoJson.HandleAsync).WithName("OpenStationsGeoJson")
            .WithSummary("全部驿站（GeoJSON，公开）。 All stations as open GeoJSON.")
            .WithExampleParameter("bbox", "103.9,30.5,104.2,30.8");
    }

    /// <summary>An answer that is the same for all who ask, or 503 before the stations were first read.</summary>
    public static async Task<Results<TaggedJson<T>, ProblemHttpResult>> SharedAsync<T>(
        this FeedSource source, Func<OpenStations, T> make, CancellationToken ct) where T : notnull =>
        await source.NowAsync(ct) is { } stations ? stations.Answer(make) : Refusals.Unavailable.ToProblem();

    private static void MapGbfs(RouteGroupBuilder gbfs)
    {
        gbfs.MapGet("/gbfs.json", (FeedSource s, GbfsFeeds f, CancellationToken ct) => s.SharedAsync(f.Discovery, ct))
            .WithName("Gbfs").WithSummary("GBFS 3.0 目录。 GBFS 3.0: the list of feeds.");
        gbfs.MapGet("/gbfs_versions.json",
            (FeedSource s, GbfsFeeds f, CancellationToken ct) => s.SharedAsync(f.Versions, ct))
            .WithName("GbfsVersions").WithSummary("GBFS 版本。 GBFS: the versions that are published.");
        gbfs.MapGet("/system_information.json",
            (FeedSource s, GbfsFeeds f, CancellationToken ct) => s.SharedAsync(f.SystemInformation, ct))
            .WithName("GbfsSystemInformation").WithSummary("GBFS 系统信息。 GBFS: who publishes.");
        gbfs.MapGet("/station_information.json",
            (FeedSource s, CancellationToken ct) => s.SharedAsync(GbfsStations.Information, ct))
            .WithName("GbfsStationInformation").WithSummary("GBFS 驿站信息。 GBFS: where stations are, their hours.");
        gbfs.MapGet("/station_status.json",
            (FeedSource s, CancellationToken ct) => s.SharedAsync(GbfsStations.Status, ct))
            .WithName("GbfsStationStatus").WithSummary("GBFS 驿站状态。 GBFS: which stations are open now.");
    }

    private static void MapHsds(RouteGroupBuilder hsds)
    {
        hsds.MapGet("/", HsdsEndpoints.ReadApiAsync).WithName("HsdsApi")
            .WithSummary("HSDS 3.0 接口说明。 HSDS 3.0: about this API.");
        hsds.MapGet("/services", HsdsEndpoints.ListServicesAsync).WithName("HsdsServices")
            .WithSummary("HSDS 服务列表。 HSDS: services, by page.");
        hsds.MapGet("/services/{id}", HsdsEndpoints.ReadServiceAsync).WithName("HsdsService")
            .WithSummary("HSDS 一项服务。 HSDS: one service with all that belongs to it.");
        hsds.MapGet("/organizations", HsdsEndpoints.ListOrganizationsAsync).WithName("HsdsOrganizations")
            .WithSummary("HSDS 运营单位。 HSDS: the organisations that run stations, by page.");
    }
}

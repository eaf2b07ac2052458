using System.Text;
using System.Text.Json;
using RiderPlatform.Console.Assets;

namespace RiderPlatform.Console.Pages.Report;

/// <summary>
/// <c>/console/worker.js</c>: the service worker, outside the assets so that its scope is <c>/console/</c>. Its text
/// changes with the assets' version, and with it what browsers keep.
/// </summary>
internal static class Worker
{
    /// <summary>What the report's form and the till need; nothing else is kept.</summary>
    private static readonly string[] Kept =
    [
        "css/base.css", "css/map.css", "css/rider.css", "vendor/leaflet.css", "vendor/leaflet.js", "js/console.js",
        "js/live.js", "js/report.js", "js/report-photos.js", "js/report-place.js", "js/drafts.js",
        "js/draft-store.js", "js/map.js", "js/till.js", "js/scan.js", "vendor/jsqr.js", "icons.svg", "icon.svg",
    ];

    public static void MapWorker(this IEndpointRouteBuilder app) =>
        app.MapGet("/console/worker.js", Serve).AllowAnonymous();

    private static IResult Serve(HttpContext http, AssetFiles files)
    {
        http.Response.Headers.CacheControl = "no-cache";
        var kept = JsonSerializer.Serialize(Kept.Select(files.Href));
        var text = $"const Version = \"{files.Version}\";\nconst Kept = {kept};\n"
            + Encoding.UTF8.GetString(files.Read("js/worker.js"));
        return Results.Text(text, "text/javascript; charset=utf-8");
    }
}

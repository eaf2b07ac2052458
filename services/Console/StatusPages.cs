using Microsoft.AspNetCore.Diagnostics;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Console;

/// <summary>Every error a person meets is a page in the console's own frame: what went wrong, and what to do.</summary>
internal static class StatusPages
{
    public static void Use(WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/console/state/500",
            StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode
                : TransientFaults.IsTransient(e) ? 503 : 500,
        });
        app.UseStatusCodePagesWithReExecute("/console/state/{0}");
        app.Use((http, next) =>
        {
            // Who fetches a part, an image or events reads the status alone.
            if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
                && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(http);
        });
    }
}

using Microsoft.Net.Http.Headers;

namespace RiderPlatform.Gateway.Routing;

/// <summary>
/// On every answer, the gateway's own and the services'; a service that sets its own stricter policy keeps it.
/// </summary>
internal static class SecurityHeaders
{
    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(
            static state =>
            {
                var headers = ((HttpContext)state).Response.Headers;
                headers.Remove(HeaderNames.Server);
                headers.Remove(HeaderNames.XPoweredBy);
                headers.XContentTypeOptions = "nosniff";
                if (!headers.ContainsKey("Referrer-Policy"))
                {
                    headers["Referrer-Policy"] = "no-referrer";
                }

                return Task.CompletedTask;
            },
            context);
        return next(context);
    }
}

using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace RiderPlatform.ServiceDefaults.Telemetry;

/// <summary>
/// Completes the server's span once the answer is known: <c>GET /cases/{id}</c>, <c>http.route</c>, the status, the
/// exception's type. The framework leaves this to an instrumentation package that the feed lacks.
/// </summary>
internal static class ServerSpan
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (span is not { IsAllDataRequested: true })
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception e)
        {
            Fail(span, e);
            throw;
        }

        Complete(span, context);
    }

    private static void Complete(Activity span, HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>();
        var status = context.Response.StatusCode;
        span.DisplayName = context.Request.Method;
        // The exception handler takes the endpoint off the request and keeps it in its feature.
        if ((fault?.Endpoint ?? context.GetEndpoint()) is RouteEndpoint { RoutePattern.RawText: { } pattern })
        {
            var route = pattern.StartsWith('/') ? pattern : $"/{pattern}";
            span.DisplayName = $"{span.DisplayName} {route}";
            span.SetTag("http.route", route);
        }

        span.SetTag("http.response.status_code", status);
        if (status >= 500)
        {
            Fail(span, fault?.Error);
            span.SetTag("error.type", fault?.Error.GetType().FullName
                ?? status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static void Fail(Activity span, Exception? error)
    {
        span.SetStatus(ActivityStatusCode.Error, error?.Message);
        if (error is not null)
        {
            span.AddException(error);
            span.SetTag("error.type", error.GetType().FullName);
        }
    }
}

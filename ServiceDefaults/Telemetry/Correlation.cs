using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace RiderPlatform.ServiceDefaults.Telemetry;

/// <summary>
/// Every answer, errors too, carries <c>X-Correlation-Id</c>: the caller's own when it sent a plausible one, else the
/// trace id of the request (W3C <c>traceparent</c>), which the logs and the problem details carry as well.
/// </summary>
public static class Correlation
{
    public const string HeaderName = "X-Correlation-Id";
    private const int MaxLength = 64;

    internal static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var id = Accepted(context.Request.Headers[HeaderName].ToString());
        if (id is not null)
        {
            Activity.Current?.SetTag("riderplatform.correlation_id", id);
        }

        id ??= Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        // Also where it came without one: the gateway passes the request's headers on, and a service finds it here.
        context.Request.Headers[HeaderName] = id;
        // At the last moment: the exception handler clears the headers before it answers.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[HeaderName] = id;
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>What could break a log line or a header downstream is not taken over.</summary>
    private static string? Accepted(string given) =>
        given.Length is > 0 and <= MaxLength
            && given.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':') ? given : null;
}

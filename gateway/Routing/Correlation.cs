using System.Diagnostics;

namespace RiderPlatform.Gateway.Routing;

/// <summary>
/// Gives the request an <c>X-Correlation-Id</c> where it came without a plausible one: the trace id, which the caller's
/// <c>traceparent</c> decides if there is one. The telemetry defaults put the same id into the answer, here and in the service.
/// </summary>
internal static class Correlation
{
    public const string HeaderName = "X-Correlation-Id";
    private const int MaxLength = 64;

    public static Task EnsureAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        if (!IsPlausible(headers[HeaderName].ToString()))
        {
            headers[HeaderName] = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        }

        return next(context);
    }

    /// <summary>What could break a log line or a header is not taken over.</summary>
    public static bool IsPlausible(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');
}

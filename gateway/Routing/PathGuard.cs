using Microsoft.AspNetCore.Http.Features;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Gateway.Routing;

/// <summary>
/// A path must mean the same to the gateway, which decides by it, and to the service, which acts on it. Everything that
/// one of two servers may decode, collapse or cut differently is refused before routing: encoded slashes, backslashes,
/// dots, percent signs and control characters, dot segments, empty segments, and a target that is no path at all.
/// </summary>
internal static class PathGuard
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return IsPlain(target) ? next(context) : Refusals.Malformed.ToProblem().ExecuteAsync(context);
    }

    /// <summary>After routing: what no route lists is not found, whether or not the caller has a token.</summary>
    public static Task RefuseUnlistedAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint() is null ? Refusal.NotFound.ToProblem().ExecuteAsync(context) : next(context);

    /// <param name="target">The request line's target as it came, before any decoding.</param>
    public static bool IsPlain(ReadOnlySpan<char> target)
    {
        var end = target.IndexOfAny('?', '#');
        var path = end < 0 ? target : target[..end];
        return path.StartsWith('/')
            && !path.Contains('\\')
            && !path.Contains("//", StringComparison.Ordinal)
            && !HasDotSegment(path)
            && !HasDoubtfulEscape(path);
    }

    private static bool HasDotSegment(ReadOnlySpan<char> path)
    {
        foreach (var segment in path.Split('/'))
        {
            // "..;" and ".;x" are dot segments to servers that cut path parameters first.
            var text = path[segment];
            var cut = text.IndexOf(';');
            if ((cut < 0 ? text : text[..cut]) is "." or "..")
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasDoubtfulEscape(ReadOnlySpan<char> path)
    {
        for (var at = path.IndexOf('%'); at >= 0 && at < path.Length; at++)
        {
            if (path[at] != '%')
            {
                continue;
            }

            if (at + 2 >= path.Length || !char.IsAsciiHexDigit(path[at + 1]) || !char.IsAsciiHexDigit(path[at + 2]))
            {
                return true;
            }

            var value = Convert.ToInt32(path.Slice(at + 1, 2).ToString(), 16);
            if (value is < 0x20 or 0x7F or '%' or '.' or '/' or '\\' or ';' or '?' or '#')
            {
                return true;
            }
        }

        return false;
    }
}

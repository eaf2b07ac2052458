using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
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
    private static readonly SearchValues<char> Separators = SearchValues.Create("%./\\;?#");

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

    /// <summary>Also bytes that are no UTF-8: an overlong "%c0%ae" is a dot to some decoders.</summary>
    private static bool HasDoubtfulEscape(ReadOnlySpan<char> path)
    {
        if (!path.Contains('%'))
        {
            return false;
        }

        var decoded = new byte[path.Length];
        var length = 0;
        for (var at = 0; at < path.Length; at++)
        {
            if (path[at] != '%')
            {
                decoded[length++] = (byte)path[at];
                continue;
            }

            if (at + 2 >= path.Length
                || !byte.TryParse(
                    path.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                || value is < 0x20 or 0x7F || Separators.Contains((char)value))
            {
                return true;
            }

            decoded[length++] = value;
            at += 2;
        }

        return !Utf8.IsValid(decoded.AsSpan(0, length));
    }
}

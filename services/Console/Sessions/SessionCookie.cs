using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.Console.Sessions;

/// <summary>
/// Cookies of the console. The <c>__Host-</c> prefix makes the browser refuse them over plain HTTP (but on localhost),
/// from a subdomain or for a part of the site; scripts never see them.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "__Host-rider-platform";

    public static CookieOptions Options(TimeSpan? lifetime = null) => new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
        MaxAge = lifetime,
    };

    public static string NewValue() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What the database knows of a value; null for what can be none of ours.</summary>
    public static byte[]? IdOf(string? value) =>
        value is { Length: 43 } ? SHA256.HashData(Encoding.ASCII.GetBytes(value)) : null;
}

/// <summary>
/// Secure whatever the request says: behind a city's TLS, and on localhost, where browsers keep such a cookie too.
/// </summary>
internal sealed class HostCookie : CookieBuilder
{
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = SessionCookie.Options();
        options.SameSite = SameSiteMode.Strict;
        return options;
    }
}

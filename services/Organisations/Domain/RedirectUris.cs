namespace RiderPlatform.Organisations.Domain;

/// <summary>
/// Exact comparison of redirect addresses (RFC 9700, 2.1), but for the port of a loopback address, which a native
/// client gets from its system only when it starts (RFC 8252, 7.3): registered as <c>http://127.0.0.1:*/callback</c>.
/// </summary>
public static class RedirectUris
{
    private static readonly string[] Loopback = ["http://127.0.0.1:*/", "http://[::1]:*/", "http://localhost:*/"];

    /// <summary>For whoever tries the demo city from a program of their own; never registered in a city.</summary>
    public static readonly IReadOnlyList<string> OfDemo =
        ["http://127.0.0.1:*/callback", "http://localhost:*/callback"];

    public static bool Matches(IEnumerable<string> registered, string given) => registered.Any(r => Matches(r, given));

    /// <summary>
    /// What a client may be registered with: https, or http on loopback; absolute, without fragment or user.
    /// </summary>
    public static bool IsAcceptable(string? registered)
    {
        if (registered is null || registered.Any(c => c is <= ' ' or > '~'))
        {
            return false;
        }

        var probe = Loopback.Any(l => registered.StartsWith(l, StringComparison.Ordinal))
            ? registered.Replace(":*", ":1", StringComparison.Ordinal) : registered;
        return registered.Length <= 500 && Uri.TryCreate(probe, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
                && !registered.Contains('#', StringComparison.Ordinal);
    }

    private static bool Matches(string registered, string given)
    {
        var prefix = Loopback.FirstOrDefault(l => registered.StartsWith(l, StringComparison.Ordinal));
        if (prefix is null)
        {
            return string.Equals(registered, given, StringComparison.Ordinal);
        }

        var host = prefix[..^3];
        if (!given.StartsWith(host, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = given[host.Length..];
        var path = rest.IndexOf('/', StringComparison.Ordinal);
        var port = path > 0 ? rest[..path] : "";
        var isPort = port.Length == 0 || (port is [':', .. { Length: > 0 and <= 5 } digits]
            && digits.All(char.IsAsciiDigit)
                && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) is > 0 and <= 65535);
        return path >= 0 && isPort
            && string.Equals(rest[path..], registered[(prefix.Length - 1)..], StringComparison.Ordinal);
    }
}

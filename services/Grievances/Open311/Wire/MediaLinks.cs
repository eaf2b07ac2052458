using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Open311.Wire;

/// <summary>
/// Links to photos that another system keeps. Only their form is checked, and no server of ours ever follows one: a
/// link chosen by a stranger would reach what the stranger cannot.
/// </summary>
internal static class MediaLinks
{
    private const int Most = 9;
    private const int MaxLength = 1000;

    public static string[] Read(Sent sent, List<Open311Error> errors)
    {
        var links = sent.Many("media_url").Distinct(StringComparer.Ordinal).ToArray();
        if (links.Length > Most || !links.All(IsLink))
        {
            errors.Add(Open311Error.Wrong(
                "media_url", $"最多 {Most} 个 http(s) 链接。", $"at most {Most} absolute http or https links"));
        }

        return links;
    }

    /// <summary>No user name before the host: it is how a link is made to look like another's.</summary>
    private static bool IsLink(string text) => text.Length <= MaxLength && Words.AreClean(text)
        && !text.Any(char.IsWhiteSpace)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
}

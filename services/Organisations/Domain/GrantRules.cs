namespace RiderPlatform.Organisations.Domain;

/// <summary>Who may give which grant.</summary>
public static class GrantRules
{
    /// <summary>
    /// An administrator gives within their own region only, so that nobody can give more than they hold. A grant for an
    /// organisation is no administrator's: it would be wider in roles than narrow in place.
    /// </summary>
    /// <param name="administratorRegions">Region prefixes of the giver's administrator grants; empty text covers
    /// all.</param>
    public static bool MayGive(IEnumerable<string> administratorRegions, string region) =>
        administratorRegions.Any(own => region.StartsWith(own, StringComparison.Ordinal));

    /// <summary>User names: what can be typed anywhere and told over the phone.</summary>
    public static bool IsUserName(string? name) =>
        name is { Length: >= 3 and <= 64 } && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}

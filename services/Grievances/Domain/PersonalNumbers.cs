using System.Text.RegularExpressions;

namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// Numbers of people in what anybody may read: mainland mobile numbers and identity numbers, of which the first three
/// digits stay. What is not surely one stays as it is: a case's own number, a road's, a year.
/// </summary>
public static partial class PersonalNumbers
{
    private const int Shown = 3;

    public static bool Has(string? text) => text is not null && (Mobile().IsMatch(text) || Identity().IsMatch(text));

    public static string? Masked(string? text) =>
        text is null ? null : Mobile().Replace(Identity().Replace(text, Stars), Stars);

    private static string Stars(Match match) =>
        string.Concat(match.Value.AsSpan(0, Shown), new string('*', match.Length - Shown));

    /// <summary>Eleven digits from 13 to 19, also in groups, with or without +86 before them.</summary>
    [GeneratedRegex(@"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])")]
    private static partial Regex Mobile();

    /// <summary>Region, day of birth, sequence, check digit.</summary>
    [GeneratedRegex(
        "(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9])")]
    private static partial Regex Identity();
}

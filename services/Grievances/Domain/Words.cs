namespace RiderPlatform.Grievances.Domain;

/// <summary>Texts as people write them: what PostgreSQL or a log cannot hold is not among them.</summary>
public static class Words
{
    /// <summary>
    /// 1 to <paramref name="max"/> characters, not only white space, no control characters, no half surrogates.
    /// </summary>
    public static bool AreGood(string? text, int max) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= max && AreClean(text);

    /// <summary>No control characters but line breaks and tabs, no half of a surrogate pair.</summary>
    public static bool AreClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c) || (char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            {
                return false;
            }
        }

        return true;
    }
}

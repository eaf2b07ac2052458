namespace RiderPlatform.Grievances.Warnings.Cap;

/// <summary>
/// Chinese region codes among a message's geocodes. They come as GB/T 2260 (six digits) or as the statistics' codes
/// (twelve), filled up with zeros; without these they are prefixes, as everywhere else.
/// </summary>
internal static class RegionCodes
{
    /// <summary>Codes of other countries, some of them digits too.</summary>
    private static readonly string[] Foreign =
        ["SAME", "UGC", "FIPS6", "FIPS", "EMMA_ID", "NUTS2", "NUTS3", "ISO3166-2"];

    private static readonly int[] Levels = [12, 9, 6, 4, 2];

    /// <summary>Null where it is no region of China.</summary>
    public static string? Of(string name, string value)
    {
        if (Foreign.Contains(name, StringComparer.OrdinalIgnoreCase) || !Levels.Contains(value.Length)
            || !value.All(char.IsAsciiDigit) || value[0] is < '1' or > '8')
        {
            return null;
        }

        var code = value;
        foreach (var (level, above) in Levels.Zip(Levels.Skip(1)))
        {
            if (code.Length == level && code[above..].All(c => c == '0'))
            {
                code = code[..above];
            }
        }

        return code;
    }
}

namespace RiderPlatform.Organisations.Domain;

/// <summary>
/// Statistical division codes: province 2 digits, city 4, county 6, street 9, community 12; each begins with its
/// parent's.
/// </summary>
public static class RegionCodes
{
    private static readonly int[] Lengths = [2, 4, 6, 9, 12];

    public static bool IsWellFormed(string? code) =>
        code is not null && Lengths.Contains(code.Length) && code.All(char.IsAsciiDigit);

    /// <summary>1 for a province … 5 for a community.</summary>
    public static int Level(string code) => Array.IndexOf(Lengths, code.Length) + 1;

    /// <summary>Null for a province.</summary>
    public static string? Parent(string code) => Level(code) is > 1 and var level ? code[..Lengths[level - 2]] : null;
}

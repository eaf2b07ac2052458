namespace RiderPlatform.Points.Domain;

/// <summary>Region codes are prefixes: 2 digits a province, 4 a city, 6 a county, 9 a street, 12 a community.</summary>
public static class RegionCodes
{
    public static bool IsValid(string? code) =>
        code is { Length: 2 or 4 or 6 or 9 or 12 } && code.All(char.IsAsciiDigit);

    /// <summary>True where one lies within the other: a city's rider and a street's reward, or a province's.</summary>
    public static bool Overlap(string one, string other) =>
        one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);
}

using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Stations.Finding;

/// <summary>What is wrong with a query string, in the words that several questions share.</summary>
internal static class Questions
{
    public static Invalid UnknownCrs(Invalid invalid) =>
        invalid.Add("crs", "坐标系只能是 wgs84、gcj02 或 bd09。", "One of wgs84, gcj02, bd09.");

    public static bool IsPrefix(string? region) =>
        region is null || (region.Length <= 12 && region.All(char.IsAsciiDigit));

    /// <summary>A name of the enumeration in any case; null where none was given.</summary>
    public static T? Read<T>(Invalid invalid, string? text, string field) where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        var names = Enum.GetNames<T>();
        var known = names.Contains(text, StringComparer.OrdinalIgnoreCase);
        invalid.When(!known, field, $"只能是 {string.Join("、", names)}。", $"One of {string.Join(", ", names)}.");
        return known ? Enum.Parse<T>(text, ignoreCase: true) : null;
    }
}

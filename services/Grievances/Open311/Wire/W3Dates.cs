using System.Globalization;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Open311.Wire;

/// <summary>
/// Moments as the W3C note writes ISO 8601: always with an offset, here China's, and to the second, because clients
/// compare them as texts with the bounds that they asked by.
/// </summary>
internal static class W3Dates
{
    private static readonly string[] Moments =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    public static string Text(DateTimeOffset moment) =>
        moment.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>Null for what is no such date, or has no offset; a day alone begins in China.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        // Clients that forget to escape "+08:00" in a query send a space.
        var plain = text.Trim().Replace(' ', '+');
        if (DateOnly.TryParseExact(plain, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.Year is > 1 and < 9999 ? ChinaTime.StartOf(day) : null;
        }

        plain = plain.EndsWith('Z') ? plain[..^1] + "+00:00" : plain;
        return DateTimeOffset.TryParseExact(
            plain, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            && moment.UtcDateTime.Year is > 1 and < 9999 ? moment.ToUniversalTime() : null;
    }

    public static DateTimeOffset SecondOf(DateTimeOffset moment) =>
        moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
}

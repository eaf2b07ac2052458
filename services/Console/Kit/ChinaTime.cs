using System.Globalization;

namespace RiderPlatform.Console.Kit;

/// <summary>
/// Moments as people here read them: Beijing time, whatever the server's or the browser's clock says.
/// </summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>As <c>datetime-local</c> and the console's addresses have it: <c>2026-11-22T10:00</c>.</summary>
    public const string LocalPattern = "yyyy-MM-dd'T'HH:mm";

    public static string Minute(DateTimeOffset moment) => Format(moment, "yyyy-MM-dd HH:mm");

    public static string Clock(DateTimeOffset moment) => Format(moment, "HH:mm");

    public static string Day(DateTimeOffset moment) => Format(moment, "yyyy-MM-dd");

    public static string Local(DateTimeOffset moment) => Format(moment, LocalPattern);

    /// <summary>What a <c>datetime-local</c> control gives; null for what is none.</summary>
    public static DateTimeOffset? Read(string? local) => DateTime.TryParse(
        local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            && moment.Kind == DateTimeKind.Unspecified
        ? new DateTimeOffset(moment, Offset) : null;

    /// <summary>As the API takes a moment, in UTC.</summary>
    public static string Instant(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>For <c>&lt;time datetime&gt;</c>.</summary>
    public static string Iso(DateTimeOffset moment) =>
        moment.ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>A span in the two largest units that count: 3 天 4 小时, 12 分钟.</summary>
    public static string Span(long minutes, Language language)
    {
        var (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
        return (days, hours) switch
        {
            ( > 0, _) => language.Pick($"{days} 天 {hours} 小时", $"{days} d {hours} h"),
            (_, > 0) => language.Pick($"{hours} 小时 {rest} 分", $"{hours} h {rest} min"),
            _ => language.Pick($"{rest} 分钟", $"{rest} min"),
        };
    }

    private static string Format(DateTimeOffset moment, string pattern) =>
        moment.ToOffset(Offset).ToString(pattern, CultureInfo.InvariantCulture);
}

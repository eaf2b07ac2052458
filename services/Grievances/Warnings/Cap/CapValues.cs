using System.Globalization;
using System.Text.RegularExpressions;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Warnings.Cap;

/// <summary>The simple values of CAP 1.2, section 3.2: each answers what is wrong with a text, or null.</summary>
internal static partial class CapValues
{
    public const int MostPoints = 20_000;

    public static readonly Func<string, Wording?> Text = text =>
        Words.AreClean(text) ? null : new("含控制字符。", "Control characters.");

    public static readonly Func<string, Wording?> Filled = text =>
        text.Length == 0 ? new("不能为空。", "It must not be empty.") : Text(text);

    /// <summary>Of identifier and sender: they stand in references, between commas and spaces.</summary>
    public static readonly Func<string, Wording?> Name = text =>
        text.Length is 0 or > 500 || text.Any(c => char.IsWhiteSpace(c) || c is ',' or '<' or '&')
            ? new("不能为空，不能含空格、逗号、< 和 &。", "Not empty, and no space, comma, < or &.") : Text(text);

    public static readonly Func<string, Wording?> Moment = text => MomentOf(text) is not null ? null
        : new("时间须写作 2026-11-22T16:00:00+08:00，不得用 Z（UTC 写作 -00:00）。",
            "Write it as 2026-11-22T16:00:00+08:00; never with Z (UTC is -00:00).");

    public static readonly Func<string, Wording?> Polygon = text => PolygonOf(text) is not null ? null
        : new($"多边形为至少 4 个“纬度,经度”，以空格分隔，首尾相同，至多 {MostPoints} 个。",
            $"At least 4 pairs lat,lon with spaces between, the last the same as the first; at most {MostPoints}.");

    public static readonly Func<string, Wording?> Circle = text => CircleOf(text) is not null ? null
        : new("圆写作“纬度,经度 半径（公里）”。", "A circle is lat,lon, a space, and the radius in km.");

    public static readonly Func<string, Wording?> References = text => ReferencesOf(text) is not null ? null
        : new("引用写作“sender,identifier,sent”，以空格分隔。", "sender,identifier,sent with white space between.");

    public static readonly Func<string, Wording?> Number = text => NumberOf(text) is not null ? null
        : new("须为十进制数。", "A decimal number.");

    public static readonly Func<string, Wording?> Size = text =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null
            : new("须为整数（字节）。", "A whole number of bytes.");

    public static readonly Func<string, Wording?> Language = text => LanguageForm().IsMatch(text) ? null
        : new("语言代码，如 zh-CN。", "A language code such as zh-CN.");

    public static readonly Func<string, Wording?> Link = text =>
        Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _) && !text.Any(char.IsWhiteSpace) ? null
            : new("须为 URI。", "A URI.");

    public static Func<string, Wording?> OneOf(params string[] values) => text => values.Contains(text) ? null
        : new($"取值只能是 {string.Join("、", values)}。", $"One of {string.Join(", ", values)}.");

    public static DateTimeOffset? MomentOf(string text) => MomentForm().IsMatch(text)
        && DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
        && moment.Year is >= 2000 and <= 2100 ? moment.ToUniversalTime() : null;

    /// <summary>Longitude first, as everywhere else.</summary>
    public static double[][]? PolygonOf(string text)
    {
        var pairs = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (pairs.Length is < 4 or > MostPoints || pairs[0] != pairs[^1])
        {
            return null;
        }

        var ring = Array.ConvertAll(pairs, PairOf);
        return Array.TrueForAll(ring, p => p is not null) ? Array.ConvertAll(ring, p => p!) : null;
    }

    public static (double Longitude, double Latitude, double Radius)? CircleOf(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var pair, var radius]
            && PairOf(pair) is [var longitude, var latitude] && NumberOf(radius) is { } km and >= 0
            ? (longitude, latitude, km) : null;

    public static IReadOnlyList<CapName>? ReferencesOf(string text)
    {
        var names = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split(','))
            .Select(r => r is [{ Length: > 0 } sender, { Length: > 0 } identifier, var sent]
                && MomentOf(sent) is { } at ? new CapName(sender, identifier, at) : null).ToList();
        return names.Count is > 0 and <= 100 && names.TrueForAll(n => n is not null)
            ? [.. names.OfType<CapName>()] : null;
    }

    private static double[]? PairOf(string pair) =>
        pair.Split(',') is [var latitude, var longitude] && NumberOf(latitude) is { } y and >= -90 and <= 90
            && NumberOf(longitude) is { } x and >= -180 and <= 180 ? [x, y] : null;

    private static double? NumberOf(string text) => double.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
        out var value) && double.IsFinite(value) ? value : null;

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[-+][0-9]{2}:[0-9]{2}\z")]
    private static partial Regex MomentForm();

    [GeneratedRegex(@"\A[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\z")]
    private static partial Regex LanguageForm();
}

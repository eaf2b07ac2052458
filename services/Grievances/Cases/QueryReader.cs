using System.Globalization;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Statistics;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// Query strings to values; everything wrong is collected under its field. Absent and empty are null.
/// </summary>
internal sealed class QueryReader
{
    public Invalid Invalid { get; } = new();

    public T? Enum<T>(string? text, string field, bool ignoreCase = false) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var names = System.Enum.GetNames<T>();
        var how = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (Array.Find(names, n => n.Equals(text, how)) is { } name)
        {
            return System.Enum.Parse<T>(name);
        }

        var known = string.Join(", ", ignoreCase ? names.Select(n => n.ToLowerInvariant()) : names);
        Invalid.Add(field, $"取值只能是 {known}。", $"One of {known}.");
        return null;
    }

    public string? Category(string? text, string field) => Checked(text, field,
        t => t.Length <= 60 && t.All(x => char.IsAsciiLetterLower(x) || x is '.' or '-'),
        "类别代码格式不对。", "A category code.");

    public string? Region(string? text, string field) => Checked(text, field,
        t => t.Length <= 20 && t.All(char.IsAsciiDigit), "区划代码为数字。", "Region codes are digits.");

    public string? Text(string? text, string field, int max) => Checked(text?.Trim(), field,
        t => Words.AreGood(t, max), $"1–{max} 个字，不含控制字符。", $"1–{max} characters, no control characters.");

    public Guid? Id(string? text, string field) =>
        Checked(text, field, t => Guid.TryParse(t, out _), "编号格式不对。", "An id.") is { } id
            ? Guid.Parse(id) : null;

    public HeatCell? Cell(string? text, string field) => Checked(
        text, field, t => HeatCell.Parse(t) is not null, "网格编号格式不对。", "The name of a square.") is { } name
            ? HeatCell.Parse(name) : null;

    public bool? Bool(string? text, string field) =>
        Checked(text, field, t => t is "true" or "false", "取值为 true 或 false。", "true or false.") is { } value
            ? value == "true" : null;

    public DateTimeOffset? Moment(string? text, string field) =>
        Checked(text, field, t => TryMoment(t, out _),
            "时间格式为 ISO 8601，如 2026-11-22T08:00:00Z（+ 号须写成 %2B）。",
            "An ISO 8601 instant such as 2026-11-22T08:00:00Z (write + as %2B).") is { } good
            && TryMoment(good, out var moment) ? moment : null;

    public DateTimeOffset? Past(string? text, string field, DateTimeOffset now)
    {
        var moment = Moment(text, field);
        Invalid.When(moment > now, field, "时间不能在将来。", "It must not lie in the future.");
        return moment;
    }

    private string? Checked(string? text, string field, Func<string, bool> good, string zh, string en)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        Invalid.When(!good(text), field, zh, en);
        return good(text) ? text : null;
    }

    /// <summary>From 2000 to 2100: then no arithmetic on it leaves what a moment can hold.</summary>
    private static bool TryMoment(string text, out DateTimeOffset moment)
    {
        moment = default;
        if (text.Length < 10 || text[4] != '-' || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed)
            || parsed.Year is < 2000 or > 2100)
        {
            return false;
        }

        moment = parsed.AddTicks(-(parsed.Ticks % TimeSpan.TicksPerMicrosecond));
        return true;
    }
}

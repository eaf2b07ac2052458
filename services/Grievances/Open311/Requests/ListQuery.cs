using System.Globalization;
using RiderPlatform.Grievances.Open311.Wire;

namespace RiderPlatform.Grievances.Open311.Requests;

/// <summary>
/// Spans and pages of lists. A span of requests has at most 90 days, which is also what is answered without one; where
/// only one bound is given the other lies as far from it as it may, or now.
/// </summary>
internal static class ListQuery
{
    public const int MaxPageSize = 1000;
    private const int MaxRows = 100_000;

    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Null where neither bound is given.</summary>
    public static Span? Within(
        Sent sent, string from, string to, DateTimeOffset now, TimeSpan longest, List<Open311Error> errors)
    {
        var (start, end) = (MomentOf(sent, from, errors), MomentOf(sent, to, errors));
        if (start is null && end is null)
        {
            return null;
        }

        var last = end ?? Earlier(now, start!.Value + longest);
        var first = start ?? last - longest;
        if (last - first > longest || (start is not null && end is not null && first > last))
        {
            errors.Add(Open311Error.Wrong(
                $"{from} – {to}", $"须先后有序，跨度不超过 {longest.Days} 天。",
                    $"in order, and not more than {longest.Days} days apart"));
        }

        return new Span(first, last);
    }

    /// <summary>The most recent 90 days.</summary>
    public static Span Recent(DateTimeOffset now) => new(now - Longest, now);

    public static (int Skip, int Take) PageOf(Sent sent, List<Open311Error> errors)
    {
        var page = Number(sent, "page", 1, MaxRows, errors);
        var size = Number(sent, "page_size", MaxPageSize, MaxPageSize, errors);
        if ((long)page * size > MaxRows)
        {
            errors.Add(Open311Error.Wrong(
                "page", $"最多翻到第 {MaxRows} 条，请缩小时间范围。", $"at most {MaxRows} requests deep; narrow the dates"));
            return (0, 0);
        }

        return ((page - 1) * size, size);
    }

    private static int Number(Sent sent, string field, int absent, int most, List<Open311Error> errors)
    {
        if (sent.One(field) is not { } text)
        {
            return absent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= most)
        {
            return number;
        }

        errors.Add(Open311Error.Wrong(field, $"须为 1–{most}。", $"1–{most}"));
        return absent;
    }

    private static DateTimeOffset? MomentOf(Sent sent, string field, List<Open311Error> errors)
    {
        if (sent.One(field) is not { } text)
        {
            return null;
        }

        var moment = W3Dates.Parse(text);
        if (moment is null)
        {
            errors.Add(Open311Error.Wrong(field,
                "须为带时区的 ISO 8601 时间，如 2026-01-31T08:30:00+08:00。", "w3 format, eg 2010-01-01T00:00:00Z"));
        }

        return moment;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

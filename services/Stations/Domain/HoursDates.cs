namespace RiderPlatform.Stations.Domain;

/// <summary>
/// Reads the dates of a rule: <c>Apr-Oct</c>, <c>Dec 24</c>, <c>Dec 24-26</c>, <c>Dec 20-Jan 05</c>,
/// <c>2026 Jul 01-2026 Jul 10</c>, and lists of them.
/// </summary>
internal static class HoursDates
{
    /// <summary>January first.</summary>
    private static readonly string[] Months =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private const int LeapYear = 2024;
    private const string Zh = "此处应为日期，例如 Apr-Oct、Dec 24 或 2026 Jul 01";
    private const string En = "expected a date here, such as Apr-Oct, Dec 24 or 2026 Jul 01";

    public static IReadOnlyList<DateSpan> Read(HoursCursor cursor)
    {
        var spans = new List<DateSpan>();
        if (cursor.DigitsOfNoTime() != 4 && !Array.Exists(Months, cursor.Ahead))
        {
            return spans;
        }

        do
        {
            cursor.Skip();
            spans.Add(Span(cursor));
        }
        while (cursor.Take(","));
        return spans;
    }

    private static DateSpan Span(HoursCursor cursor)
    {
        var start = cursor.At;
        var (year, month, day) = Date(cursor, null);
        var (lastYear, lastMonth, lastDay) = cursor.Take("-") ? Date(cursor, (year, month, day)) : (year, month, day);
        HoursCursor.Expect(
            (day is null) == (lastDay is null), start, "起止都写到日，或都只写月",
            "both ends with a day, or both with the month alone");
        var ends = lastDay ?? DateTime.DaysInMonth(lastYear ?? LeapYear, lastMonth);
        var span = new DateSpan(year, (month * 100) + (day ?? 1), lastYear, (lastMonth * 100) + ends);
        HoursCursor.Expect(
            span is not { FromYear: { } first, ToYear: { } last }
                || (first * 10_000) + span.From <= (last * 10_000) + span.To,
            start, "结束早于开始", "ends before it begins");
        return span;
    }

    /// <summary>The month may be left out of an end: <c>Dec 24-26</c>.</summary>
    private static (int? Year, int Month, int? Day) Date(
        HoursCursor cursor, (int? Year, int Month, int? Day)? first)
    {
        cursor.Skip();
        var start = cursor.At;
        int? year = cursor.DigitsOfNoTime() == 4 ? cursor.Digits(4, Zh, En) : null;
        HoursCursor.Expect(
            year is null or (>= 2000 and <= 2099), start, "年份须在 2000 至 2099 之间", "a year from 2000 to 2099");
        HoursCursor.Expect(
            year is null || first is not { Year: null }, start, "开始也要写年份", "the beginning needs its year too");
        cursor.Skip();
        if (first is { Day: not null } && year is null && cursor.DigitsOfNoTime() is 1 or 2)
        {
            return Checked(cursor, first.Value.Year, first.Value.Month);
        }

        var at = cursor.At;
        var month = cursor.TakeOneOf(Months) + 1;
        HoursCursor.Expect(month > 0, at, Zh, En);
        cursor.Skip();
        return cursor.DigitsOfNoTime() is 1 or 2
            ? Checked(cursor, year ?? first?.Year, month)
            : (year ?? first?.Year, month, null);
    }

    private static (int? Year, int Month, int? Day) Checked(HoursCursor cursor, int? year, int month)
    {
        var at = cursor.At;
        var day = cursor.Digits(cursor.DigitsOfNoTime(), Zh, En);
        HoursCursor.Expect(
            day >= 1 && day <= DateTime.DaysInMonth(year ?? LeapYear, month), at, "没有这一天", "there is no such day");
        return (year, month, day);
    }
}

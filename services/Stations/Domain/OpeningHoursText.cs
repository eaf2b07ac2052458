namespace RiderPlatform.Stations.Domain;

/// <param name="At">Zero-based place in the text.</param>
public sealed record OpeningHoursFault(int At, string Zh, string En);

/// <summary>Reads the subset that <see cref="OpeningHours"/> documents and says where it stops understanding.</summary>
internal sealed class OpeningHoursText(string text)
{
    public const int MaxLength = 200;
    private const int MaxSpans = 8;
    private const string TimeZh = "此处应为 HH:MM 格式的时间";
    private const string TimeEn = "expected a time as HH:MM here";

    /// <summary>Sunday first, as <see cref="DayOfWeek"/> counts.</summary>
    private static readonly string[] Names = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];

    private readonly HoursCursor _cursor = new(text);

    public OpeningHours? Read(out OpeningHoursFault? fault)
    {
        try
        {
            HoursCursor.Expect(
                text.Length <= MaxLength, MaxLength, $"最多 {MaxLength} 个字符", $"at most {MaxLength} characters");
            var rules = new List<HoursRule> { Rule() };
            while (_cursor.Skip() && _cursor.Take(";"))
            {
                rules.Add(Rule());
            }

            HoursCursor.Expect(_cursor.AtEnd, _cursor.At, "此处应为 “;” 或结束", "expected ';' or the end here");
            fault = null;
            return new OpeningHours(text, rules);
        }
        catch (NotUnderstoodException e)
        {
            fault = e.Fault;
            return null;
        }
    }

    private HoursRule Rule()
    {
        _cursor.Skip();
        if (_cursor.Take("24/7"))
        {
            var always = new MinuteSpan(0, HoursRule.MinutesPerDay);
            return new HoursRule([], HoursRule.EveryDay, OnHolidays: true, [always], Comment());
        }

        var dates = HoursDates.Read(_cursor);
        _cursor.Skip();
        var (weekdays, onHolidays) = Days();
        _cursor.Skip();
        var spans = _cursor.Take("off") || _cursor.Take("closed") ? [] : Spans();
        return new HoursRule(dates, weekdays, onHolidays, spans, Comment());
    }

    private string? Comment()
    {
        _cursor.Skip();
        return _cursor.Take("\"") ? _cursor.Until('"', "注释缺少结束的引号", "the comment lacks its closing quote") : null;
    }

    private (int Weekdays, bool OnHolidays) Days()
    {
        var (weekdays, onHolidays) = (0, false);
        if (!_cursor.AtLetter || _cursor.Ahead("off") || _cursor.Ahead("closed"))
        {
            return (HoursRule.EveryDay, false);
        }

        do
        {
            _cursor.Skip();
            if (_cursor.TakeWord("PH"))
            {
                onHolidays = true;
                continue;
            }

            var first = Day();
            var last = _cursor.Take("-") ? Day() : first;
            for (var day = first; ; day = (day + 1) % 7)
            {
                weekdays |= 1 << day;
                if (day == last)
                {
                    break;
                }
            }
        }
        while (_cursor.Skip() && _cursor.Take(","));
        return (weekdays, onHolidays);
    }

    private int Day()
    {
        var day = _cursor.TakeOneOf(Names);
        HoursCursor.Expect(
            day >= 0, _cursor.At, "此处应为 Mo Tu We Th Fr Sa Su 或 PH", "expected Mo, Tu, We, Th, Fr, Sa, Su or PH here");
        return day;
    }

    private MinuteSpan[] Spans()
    {
        var spans = new List<MinuteSpan>();
        do
        {
            _cursor.Skip();
            var start = _cursor.At;
            HoursCursor.Expect(spans.Count < MaxSpans, start, $"一天最多 {MaxSpans} 段", $"at most {MaxSpans} spans a day");
            var from = Time(latest: HoursRule.MinutesPerDay - 1);
            HoursCursor.Expect(
                _cursor.Take("-"), _cursor.At, "此处应为 “-” 和结束时间，例如 08:00-22:00",
                "expected '-' and an end here, such as 08:00-22:00");
            var to = Time(latest: HoursRule.MinutesPerDay);
            HoursCursor.Expect(
                from != to, start, "开始与结束相同；全天请写 00:00-24:00",
                "begins and ends at the same time; all day is 00:00-24:00");
            spans.Add(new MinuteSpan(from, to < from ? to + HoursRule.MinutesPerDay : to));
        }
        while (_cursor.Skip() && _cursor.Take(","));
        return [.. spans.OrderBy(s => s.From).ThenBy(s => s.To)];
    }

    private int Time(int latest)
    {
        var start = _cursor.At;
        var hour = _cursor.Digits(2, TimeZh, TimeEn);
        HoursCursor.Expect(_cursor.Take(":"), _cursor.At, TimeZh, TimeEn);
        var minute = _cursor.Digits(2, TimeZh, TimeEn);
        var time = (hour * 60) + minute;
        HoursCursor.Expect(minute < 60 && time <= latest, start, "没有这样的时间", "there is no such time");
        return time;
    }
}

namespace RiderPlatform.Stations.Domain;

/// <summary>Opening hours as a person says them: 周一至周五 08:30–18:00；法定节假日 休息.</summary>
public static class HoursWords
{
    private const int LeapYear = 2024;
    private const string Tomorrow = "次日 ";
    private static readonly string[] Zh = ["日", "一", "二", "三", "四", "五", "六"];
    private static readonly string[] En = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] Months =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static (string Zh, string En) Of(OpeningHours hours) => (
        string.Join("；", hours.Rules.Select(InChinese)), string.Join("; ", hours.Rules.Select(InEnglish)));

    private static string InChinese(HoursRule rule)
    {
        var dates = string.Join("、", rule.Dates.Select(d => Dates(d, ChineseDate, "至")));
        var days = Days(rule, d => $"周{Zh[d]}", "至", "、", "每天", "法定节假日");
        var spans = rule switch
        {
            { Spans.Length: 0 } => "休息",
            { IsAllDay: true } => "全天开放",
            _ => string.Join("、", rule.Spans.Select(s =>
                $"{Clock(s.From)}–{(IsNextDay(s) ? Tomorrow : "")}{Clock(s.To)}")),
        };
        return Joined(dates, days, spans, rule.Comment is { } said ? $"（{said}）" : "");
    }

    private static string InEnglish(HoursRule rule)
    {
        var dates = string.Join(", ", rule.Dates.Select(d => Dates(d, EnglishDate, " to ")));
        var days = Days(rule, d => En[d], " to ", ", ", "every day", "public holidays");
        var spans = rule switch
        {
            { Spans.Length: 0 } => "closed",
            { IsAllDay: true } => "all day",
            _ => string.Join(", ", rule.Spans.Select(s =>
                $"{Clock(s.From)}–{Clock(s.To)}{(IsNextDay(s) ? " next day" : "")}")),
        };
        return Joined(dates, days, spans, rule.Comment is { } said ? $"({said})" : "");
    }

    private static string Joined(params string[] parts) => string.Join(' ', parts.Where(p => p.Length > 0));

    private static bool IsNextDay(MinuteSpan span) => span.To > HoursRule.MinutesPerDay;

    private static string Clock(int minute)
    {
        var ofDay = minute > HoursRule.MinutesPerDay ? minute - HoursRule.MinutesPerDay : minute;
        return FormattableString.Invariant($"{ofDay / 60:00}:{ofDay % 60:00}");
    }

    /// <summary>Monday first; three or more in a row are a range.</summary>
    private static string Days(
        HoursRule rule, Func<int, string> name, string to, string and, string every, string holidays)
    {
        var parts = new List<string>();
        if (rule.Weekdays == HoursRule.EveryDay)
        {
            // Beside dates every day goes without saying.
            return rule.Dates.Count > 0 ? "" : every;
        }

        for (var first = 0; first < 7; first++)
        {
            var last = first;
            while (last < 7 && Has(rule, last))
            {
                last++;
            }

            if (last - first > 2)
            {
                parts.Add($"{name((first + 1) % 7)}{to}{name(last % 7)}");
            }
            else
            {
                parts.AddRange(Enumerable.Range(first, last - first).Select(d => name((d + 1) % 7)));
            }

            first = Math.Max(first, last - 1);
        }

        return string.Join(and, rule.OnHolidays ? parts.Append(holidays) : parts);
    }

    /// <param name="fromMonday">0 is Monday.</param>
    private static bool Has(HoursRule rule, int fromMonday) => ((rule.Weekdays >> ((fromMonday + 1) % 7)) & 1) != 0;

    private static string Dates(DateSpan span, Func<int?, int, bool, string> date, string to)
    {
        var wholeMonths = span.From % 100 == 1
            && span.To % 100 == DateTime.DaysInMonth(span.ToYear ?? LeapYear, span.To / 100);
        var first = date(span.FromYear, span.From, wholeMonths);
        var last = date(span.ToYear == span.FromYear ? null : span.ToYear, span.To, wholeMonths);
        var isOne = span.ToYear == span.FromYear
            && (span.From == span.To || (wholeMonths && span.From / 100 == span.To / 100));
        return isOne ? first : $"{first}{to}{last}";
    }

    private static string ChineseDate(int? year, int date, bool month) =>
        $"{(year is null ? "" : $"{year} 年 ")}{date / 100} 月{(month ? "" : $" {date % 100} 日")}";

    private static string EnglishDate(int? year, int date, bool month) =>
        $"{(month ? "" : $"{date % 100} ")}{Months[(date / 100) - 1]}{(year is null ? "" : $" {year}")}";
}

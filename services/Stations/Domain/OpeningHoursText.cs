namespace RiderPlatform.Stations.Domain;

/// <param name="At">Zero-based place in the text.</param>
public sealed record OpeningHoursFault(int At, string Zh, string En);

/// <summary>Reads the subset that <see cref="OpeningHours"/> documents and says where it stops understanding.</summary>
internal sealed class OpeningHoursText(string text)
{
    public const int MaxLength = 200;
    private const int MinutesPerDay = 24 * 60;

    /// <summary>Sunday first, as <see cref="DayOfWeek"/> counts.</summary>
    private static readonly string[] Names = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];

    private int _at;

    public OpeningHours? Read(out OpeningHoursFault? fault)
    {
        try
        {
            Expect(text.Length <= MaxLength, MaxLength, $"最多 {MaxLength} 个字符", $"at most {MaxLength} characters");
            var rules = new List<OpeningHours.Rule> { Rule() };
            while (Skip() && Take(";"))
            {
                rules.Add(Rule());
            }

            Expect(_at == text.Length, _at, "此处应为 “;” 或结束", "expected ';' or the end here");
            fault = null;
            return new OpeningHours(text, rules);
        }
        catch (NotUnderstoodException e)
        {
            fault = e.Fault;
            return null;
        }
    }

    private OpeningHours.Rule Rule()
    {
        Skip();
        if (Take("24/7"))
        {
            return new OpeningHours.Rule(EveryDay(), OnHolidays: true, [(0, MinutesPerDay)]);
        }

        var (weekdays, onHolidays) = Days();
        Skip();
        return Take("off") || Take("closed")
            ? new OpeningHours.Rule(weekdays, onHolidays, [])
            : new OpeningHours.Rule(weekdays, onHolidays, Spans());
    }

    private static bool[] EveryDay() => [true, true, true, true, true, true, true];

    private (bool[] Weekdays, bool OnHolidays) Days()
    {
        var weekdays = new bool[7];
        var onHolidays = false;
        if (!StartsDay())
        {
            return (EveryDay(), false);
        }

        do
        {
            Skip();
            if (TakeWord("PH"))
            {
                onHolidays = true;
                continue;
            }

            var first = Day();
            var last = Take("-") ? Day() : first;
            for (var day = first; ; day = (day + 1) % 7)
            {
                weekdays[day] = true;
                if (day == last)
                {
                    break;
                }
            }
        }
        while (Skip() && Take(","));
        return (weekdays, onHolidays);
    }

    private bool StartsDay() => _at < text.Length && char.IsAsciiLetter(text[_at]) && !Ahead("off") && !Ahead("closed");

    private int Day()
    {
        for (var day = 0; day < Names.Length; day++)
        {
            if (TakeWord(Names[day]))
            {
                return day;
            }
        }

        throw Fault(_at, "此处应为 Mo Tu We Th Fr Sa Su 或 PH", "expected Mo, Tu, We, Th, Fr, Sa, Su or PH here");
    }

    private List<(int, int)> Spans()
    {
        var spans = new List<(int From, int To)>();
        do
        {
            Skip();
            var start = _at;
            var from = Time(latest: MinutesPerDay - 1);
            Expect(Take("-"), _at, "此处应为 “-” 和结束时间，例如 08:00-22:00",
                "expected '-' and an end here, such as 08:00-22:00");
            var to = Time(latest: MinutesPerDay);
            Expect(from != to, start, "开始与结束相同；全天请写 00:00-24:00",
                "begins and ends at the same time; all day is 00:00-24:00");
            spans.Add((from, to < from ? to + MinutesPerDay : to));
        }
        while (Skip() && Take(","));
        return [.. spans.Order()];
    }

    private int Time(int latest)
    {
        var start = _at;
        var hour = TwoDigits();
        Expect(Take(":"), _at, "此处应为 HH:MM 格式的时间", "expected a time as HH:MM here");
        var minute = TwoDigits();
        var time = (hour * 60) + minute;
        Expect(minute < 60 && time <= latest, start, "没有这样的时间", "there is no such time");
        return time;
    }

    private int TwoDigits()
    {
        var there = _at + 2 <= text.Length && char.IsAsciiDigit(text[_at]) && char.IsAsciiDigit(text[_at + 1]);
        Expect(there, _at, "此处应为 HH:MM 格式的时间", "expected a time as HH:MM here");
        _at += 2;
        return ((text[_at - 2] - '0') * 10) + text[_at - 1] - '0';
    }

    private bool Skip()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }

        return true;
    }

    private bool Ahead(string word) =>
        string.Compare(text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private bool Take(string word)
    {
        var there = Ahead(word);
        _at += there ? word.Length : 0;
        return there;
    }

    /// <summary>Not the beginning of a longer word: sunrise is no Sunday.</summary>
    private bool TakeWord(string word)
    {
        var end = _at + word.Length;
        return (end >= text.Length || !char.IsAsciiLetter(text[end])) && Take(word);
    }

    private static void Expect(bool holds, int at, string zh, string en)
    {
        if (!holds)
        {
            throw Fault(at, zh, en);
        }
    }

    private static NotUnderstoodException Fault(int at, string zh, string en) => new(new OpeningHoursFault(at, zh, en));

    /// <summary>Leaves the recursive descent at the first fault; never leaves this file.</summary>
    private sealed class NotUnderstoodException(OpeningHoursFault fault) : Exception(fault.En)
    {
        public OpeningHoursFault Fault => fault;
    }
}

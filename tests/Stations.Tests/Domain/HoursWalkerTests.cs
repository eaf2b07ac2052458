using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Domain;

/// <summary>
/// Random expressions, each known as rules and written as text; a walker asks the rules minute by minute and shares
/// nothing with the evaluator but the calendar's file.
/// </summary>
public sealed class HoursWalkerTests
{
    private const int Expressions = 150;
    private const int Days = 9;
    private static readonly string[] Weekdays = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];
    private static readonly (HashSet<DateOnly> Off, HashSet<DateOnly> Work) Calendar = Read();

    private sealed record Rule(
        string Text, Func<DateOnly, bool> OnDate, HashSet<int>? Weekdays, bool Holidays,
        List<(int From, int To)> Spans);

    [Fact]
    public void Hours_OfRandomExpressions_AreWhatAWalkerSees()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < Expressions; i++)
        {
            var rules = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Some(random)).ToList();
            while (rules.Sum(r => r.Text.Length + 2) > 200) // no longer than is accepted
            {
                rules.RemoveAt(0);
            }

            var text = string.Join("; ", rules.Select(r => r.Text));
            var first = new DateTime(2025, 12, 1).AddDays(random.Next(420)).AddMinutes(random.Next(1440));
            var hours = OpeningHours.Parse(text, out var fault);
            Assert.True(fault is null, $"seed {seed}: {text}: {fault?.At} {fault?.En}");
            Walk($"seed {seed}: {text}", rules, hours!, first);
        }
    }

    private static void Walk(string said, List<Rule> rules, OpeningHours hours, DateTime first)
    {
        var seen = Enumerable.Range(0, Days * 1440).Select(m => IsOpen(rules, first.AddMinutes(m))).ToArray();
        var next = -1;
        for (var m = seen.Length - 1; m >= 0; m--)
        {
            next = m + 1 < seen.Length && seen[m + 1] != seen[m] ? m + 1 : next;
            var at = new DateTimeOffset(first.AddMinutes(m), OpeningHours.Shanghai);
            var open = hours.IsOpen(HoursMoment.Of(at, PublicHolidays.Announced));
            Assert.True(open == seen[m], $"{said}: {at:s} open: {seen[m]}, answered {open}");
            if (m % 97 == 0)
            {
                var change = hours.NextChange(at.AddSeconds(30), PublicHolidays.Announced);
                var expected = at.AddMinutes((next < 0 ? seen.Length : next) - m);
                Assert.True(
                    next < 0 ? change is null || change >= expected : change == expected,
                    $"{said}: {at:s} changes {expected:s}, answered {change:s}");
            }
        }
    }

    private static bool IsOpen(List<Rule> rules, DateTime moment)
    {
        var (today, minute) = (DateOnly.FromDateTime(moment), (moment.Hour * 60) + moment.Minute);
        return Deciding(rules, today)?.Spans.Any(s => minute >= s.From && minute < s.To) == true
            || Deciding(rules, today.AddDays(-1))?.Spans.Any(s => minute + 1440 < s.To) == true;
    }

    private static Rule? Deciding(List<Rule> rules, DateOnly day)
    {
        var weekday = (int)day.DayOfWeek;
        if (Calendar.Work.Contains(day))
        {
            weekday = weekday switch { 6 => 5, 0 => 1, _ => weekday };
        }

        return rules.FindLast(r => r.OnDate(day)
            && ((r.Weekdays is null && !r.Holidays) || r.Weekdays?.Contains(weekday) == true
                || (r.Holidays && Calendar.Off.Contains(day))));
    }

    private static Rule Some(Random random)
    {
        var text = new StringBuilder();
        var onDate = SomeDates(random, text);
        HashSet<int>? weekdays = null;
        var holidays = random.Next(5) == 0;
        if (random.Next(3) > 0)
        {
            var (from, count) = (random.Next(7), random.Next(1, 7));
            weekdays = [.. Enumerable.Range(from, count).Select(d => d % 7)];
            text.Append(Weekdays[from]).Append(count > 1 ? $"-{Weekdays[(from + count - 1) % 7]}" : "");
            text.Append(holidays ? ",PH " : " ");
        }
        else if (holidays)
        {
            text.Append("PH ");
        }

        var spans = new List<(int, int)>();
        for (var n = random.Next(4); n > 0; n--)
        {
            var (from, length) = (random.Next(96) * 15, random.Next(1, 95) * 15);
            spans.Add((from, from + length));
            text.Append(spans.Count > 1 ? "," : "").Append(Clock(from)).Append('-')
                .Append(from + length == 1440 ? "24:00" : Clock((from + length) % 1440));
        }

        text.Append(spans.Count == 0 ? "off" : "").Append(random.Next(6) == 0 ? " \"see; the door\"" : "");
        return new Rule(text.ToString(), onDate, weekdays, holidays, spans);
    }

    private static Func<DateOnly, bool> SomeDates(Random random, StringBuilder text)
    {
        var from = new DateOnly(2026, 1, 1).AddDays(random.Next(365));
        var to = new DateOnly(2026, 1, 1).AddDays(random.Next(365));
        string Month(DateOnly d) => d.ToString("MMM", CultureInfo.InvariantCulture);
        switch (random.Next(5))
        {
            case 0:
                text.Append(CultureInfo.InvariantCulture, $"{Month(from)}-{Month(to)} ");
                return d => from.Month <= to.Month ? d.Month >= from.Month && d.Month <= to.Month
                    : d.Month >= from.Month || d.Month <= to.Month;
            case 1:
                text.Append(CultureInfo.InvariantCulture, $"{Month(from)} {from.Day:00}-{Month(to)} {to.Day:00} ");
                var (f, t) = ((from.Month, from.Day), (to.Month, to.Day));
                return d => f.CompareTo(t) <= 0
                    ? (d.Month, d.Day).CompareTo(f) >= 0 && (d.Month, d.Day).CompareTo(t) <= 0
                    : (d.Month, d.Day).CompareTo(f) >= 0 || (d.Month, d.Day).CompareTo(t) <= 0;
            case 2:
                var last = from.AddDays(random.Next(60));
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{from.Year} {Month(from)} {from.Day}-{last.Year} {Month(last)} {last.Day} ");
                return d => d >= from && d <= last;
            default:
                return _ => true;
        }
    }

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    /// <summary>The shipped file, read here anew; unannounced years hold the fixed dates.</summary>
    private static (HashSet<DateOnly> Off, HashSet<DateOnly> Work) Read()
    {
        using var file = typeof(OpeningHours).Assembly.GetManifestResourceStream("calendar-years.json")!;
        var years = JsonNode.Parse(file)!["years"]!.AsArray();
        HashSet<DateOnly> All(string what) => [.. years.SelectMany(y => y![what]!.AsArray()).SelectMany(span =>
        {
            var from = DateOnly.Parse(span!["from"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            var to = DateOnly.Parse(span["to"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            return Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
        })];
        var off = All("off");
        if (!years.Any(y => y!["year"]!.GetValue<int>() == 2027))
        {
            off.UnionWith([new(2027, 1, 1), new(2027, 5, 1), new(2027, 5, 2), new(2027, 10, 1), new(2027, 10, 2),
                new(2027, 10, 3)]);
        }

        return (off, All("work"));
    }
}

namespace RiderPlatform.Stations.Domain;

/// <summary>Whether a station is open at a moment, and when that changes next.</summary>
/// <param name="ClosesAt">Null when closed, or when it does not close within a fortnight.</param>
/// <param name="OpensAt">Null when open, or when it does not open within a fortnight.</param>
public sealed record OpeningState(bool OpenNow, DateTimeOffset? ClosesAt, DateTimeOffset? OpensAt);

/// <summary>
/// Opening hours in a subset of OpenStreetMap's <c>opening_hours</c>:
/// <code>
/// 24/7                                       always
/// 08:00-22:00                                every day
/// Mo-Fr 08:30-12:00,13:30-18:00; Sa 09:00-12:00
/// Mo-Su 18:00-02:00                          over midnight; belongs to the day on which it begins
/// Mo-Su 08:00-20:00; PH off                  closed on public holidays (PH; also with hours of its own)
/// </code>
/// As in OSM the last rule that names a day decides that day alone. Times are Asia/Shanghai, minutes, half-open, 24:00
/// allowed as an end. Not understood, and refused: months, weeks, sunrise, comments, <c>+</c>, <c>||</c>.
/// </summary>
public sealed class OpeningHours
{
    /// <summary>China has had one zone without summer time since 1991, so the offset is the zone.</summary>
    public static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private const int HorizonDays = 14;
    private readonly IReadOnlyList<Rule> _rules;

    internal OpeningHours(string text, IReadOnlyList<Rule> rules) => (Text, _rules) = (text, rules);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <param name="fault">Where and why the text is not understood; null when it is.</param>
    public static OpeningHours? Parse(string text, out OpeningHoursFault? fault) =>
        new OpeningHoursText(text).Read(out fault);

    public OpeningState At(DateTimeOffset now, PublicHolidays holidays)
    {
        var local = now.ToOffset(Shanghai).DateTime;
        var today = DateOnly.FromDateTime(local);
        foreach (var (opens, closes) in Merged(today.AddDays(-1), holidays))
        {
            if (local < opens)
            {
                return new OpeningState(false, null, Moment(opens));
            }

            if (local < closes)
            {
                var stays = closes >= today.AddDays(HorizonDays).ToDateTime(TimeOnly.MinValue);
                return new OpeningState(true, stays ? null : Moment(closes), null);
            }
        }

        return new OpeningState(false, null, null);
    }

    /// <summary>Open spans in order, those that touch joined: 24/7 does not close at midnight.</summary>
    private IEnumerable<(DateTime Opens, DateTime Closes)> Merged(DateOnly first, PublicHolidays holidays)
    {
        (DateTime Opens, DateTime Closes)? open = null;
        foreach (var span in Enumerable.Range(0, HorizonDays + 2).SelectMany(d => On(first.AddDays(d), holidays)))
        {
            if (open is { } joined && span.Opens <= joined.Closes)
            {
                open = (joined.Opens, span.Closes > joined.Closes ? span.Closes : joined.Closes);
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = span;
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private IEnumerable<(DateTime Opens, DateTime Closes)> On(DateOnly day, PublicHolidays holidays)
    {
        var rule =
            _rules.LastOrDefault(r => r.Weekdays[(int)day.DayOfWeek] || (r.OnHolidays && holidays.Contains(day)));
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return rule is null ? []
            : rule.Spans.Select(s => (midnight.AddMinutes(s.FromMinute), midnight.AddMinutes(s.ToMinute)));
    }

    private static DateTimeOffset Moment(DateTime local) => new(local, Shanghai);

    /// <param name="Weekdays">Seven flags, Sunday first.</param>
    /// <param name="Spans">Minutes of the day in order, the end beyond 1440 when over midnight; none: closed.</param>
    internal sealed record Rule(bool[] Weekdays, bool OnHolidays, IReadOnlyList<(int FromMinute, int ToMinute)> Spans);
}

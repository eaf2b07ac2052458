namespace RiderPlatform.Stations.Domain;

/// <summary>Whether a station is open at a moment, and when that changes next.</summary>
/// <param name="ClosesAt">Null when closed, or when it does not close within four hundred days.</param>
/// <param name="OpensAt">Null when open, or when it does not open within four hundred days.</param>
public sealed record OpeningState(bool OpenNow, DateTimeOffset? ClosesAt, DateTimeOffset? OpensAt);

/// <summary>
/// Opening hours in a subset of OpenStreetMap's <c>opening_hours</c>:
/// <code>
/// 24/7                                       always
/// 08:00-22:00                                every day
/// Mo-Fr 08:30-12:00,13:30-18:00; Sa 09:00-12:00
/// Mo-Su 18:00-02:00                          over midnight; belongs to the day on which it begins
/// Mo-Su 08:00-20:00; PH off                  closed on public holidays (PH; also with hours of its own)
/// Apr-Oct 07:00-23:00; Nov-Mar Mo-Fr 08:00-20:00
/// Dec 24-Jan 02 off; Feb 01,Mar 05-08 10:00-12:00; 2026 Jul 01-2026 Jul 10 00:00-24:00
/// Mo-Fr 09:00-17:00 "请按门铃"                a comment: said, changes nothing
/// </code>
/// As in OSM the last rule that names a day decides that day alone. Times are Asia/Shanghai, minutes, half-open, 24:00
/// allowed as an end. A make-up working day is the weekday it stands in for (<see cref="PublicHolidays"/>). Not
/// understood, and refused: weeks, nth weekdays, school holidays, sunrise, <c>off</c> for part of a day, additional
/// rules after a comma, <c>+</c>, <c>||</c>.
/// </summary>
public sealed class OpeningHours
{
    /// <summary>China has had one zone without summer time since 1991, so the offset is the zone.</summary>
    public static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private const int HorizonDays = 400;
    private readonly HoursRule[] _rules;
    private readonly bool _neverChanges;

    internal OpeningHours(string text, IReadOnlyList<HoursRule> rules)
    {
        (Text, _rules) = (text, [.. rules]);
        _neverChanges = Array.TrueForAll(_rules, r => r.Spans.Length == 0)
            || _rules is [{ IsAllDay: true, Weekdays: HoursRule.EveryDay, Dates.Count: 0 }];
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    internal IReadOnlyList<HoursRule> Rules => _rules;

    /// <param name="fault">Where and why the text is not understood; null when it is.</param>
    public static OpeningHours? Parse(string text, out OpeningHoursFault? fault) =>
        new OpeningHoursText(text).Read(out fault);

    /// <summary>The same with rules that win over all of its own.</summary>
    internal OpeningHours Overridden(IEnumerable<HoursRule> rules) => new(Text, [.. _rules, .. rules]);

    public OpeningState At(DateTimeOffset now, PublicHolidays holidays) =>
        IsOpen(HoursMoment.Of(now, holidays))
            ? new OpeningState(true, NextChange(now, holidays), null)
            : new OpeningState(false, null, NextChange(now, holidays));

    /// <summary>Allocates nothing and asks no calendar: for filters over many stations.</summary>
    public bool IsOpen(in HoursMoment moment) =>
        RuleOn(moment.Today)?.Covers(moment.Minute) == true
        || RuleOn(moment.Yesterday)?.Covers(moment.Minute + HoursRule.MinutesPerDay) == true;

    /// <summary>When it next opens or closes; null when that is not within four hundred days.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now, PublicHolidays holidays)
    {
        if (_neverChanges)
        {
            return null;
        }

        var moment = HoursMoment.Of(now, holidays);
        var open = IsOpen(moment);
        for (var days = 0; days <= HorizonDays; days++)
        {
            while (NextEdge(moment) is var minute && minute < HoursRule.MinutesPerDay)
            {
                moment = moment with { Minute = minute };
                if (IsOpen(moment) != open)
                {
                    return moment.ToMoment();
                }
            }

            moment = moment.NextMidnight(holidays);
            if (IsOpen(moment) != open)
            {
                return moment.ToMoment();
            }
        }

        return null;
    }

    /// <summary>The next minute of today at which a span begins or ends; the day's length when there is none.</summary>
    private int NextEdge(in HoursMoment moment)
    {
        var next = HoursRule.MinutesPerDay;
        foreach (var span in RuleOn(moment.Today)?.Spans ?? [])
        {
            next = Earlier(Earlier(next, span.From, moment.Minute), span.To, moment.Minute);
        }

        foreach (var span in RuleOn(moment.Yesterday)?.Spans ?? [])
        {
            next = Earlier(next, span.To - HoursRule.MinutesPerDay, moment.Minute);
        }

        return next;
    }

    private static int Earlier(int next, int minute, int after) => minute > after && minute < next ? minute : next;

    private HoursRule? RuleOn(in CalendarDay day)
    {
        for (var i = _rules.Length - 1; i >= 0; i--)
        {
            if (_rules[i].Decides(day))
            {
                return _rules[i];
            }
        }

        return null;
    }
}

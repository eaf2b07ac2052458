namespace RiderPlatform.Grievances.Domain.Calendar;

/// <summary>
/// Time as the clocks of one shift count it, over every day of the calendar. The minutes before each day are summed
/// up once, so that a span of a year costs as much as one of an hour: two look-ups, or a search by halves.
/// </summary>
public sealed class ShiftClock
{
    /// <summary>Where every work day counts the same.</summary>
    private readonly int? _dayMinutes;
    private readonly ShiftSpan[][] _spans;
    private readonly int[] _kinds;
    private readonly int[] _before;

    /// <summary>For each kind of day when its own last span ends, in minutes; 0: it has none.</summary>
    private readonly int[] _ends;

    /// <param name="works">For each day from <see cref="WorkCalendar.FirstDay"/>: whether people work.</param>
    internal ShiftClock(Shift shift, IReadOnlyList<bool> works)
        : this([.. works.Select(w => w ? shift.Work : shift.Free)], shift.Free) =>
        _dayMinutes = shift.Work.Sum(s => s.End - s.Start);

    /// <param name="days">The spans of each day; equal days are the same list.</param>
    /// <param name="before">Those of the day before the first.</param>
    internal ShiftClock(IReadOnlyList<IReadOnlyList<ShiftSpan>> days, IReadOnlyList<ShiftSpan> before)
    {
        var (kinds, spans, ends) = (new Dictionary<(object, object), int>(), new List<ShiftSpan[]>(), new List<int>());
        _kinds = new int[days.Count];
        _before = new int[days.Count + 1];
        for (var i = 0; i < days.Count; i++)
        {
            var yesterday = i == 0 ? before : days[i - 1];
            if (!kinds.TryGetValue((yesterday, days[i]), out var kind))
            {
                kinds[(yesterday, days[i])] = kind = kinds.Count;
                spans.Add(SpansOf(yesterday, days[i]));
                ends.Add(days[i].Count == 0 ? 0 : days[i][^1].End);
            }

            _kinds[i] = kind;
            _before[i + 1] = _before[i] + spans[kind].Sum(s => s.End - s.Start);
        }

        (_spans, _ends) = ([.. spans], [.. ends]);
    }

    /// <summary>
    /// What the next <paramref name="count"/> work days from a midnight on count, until the last one's shift ends.
    /// </summary>
    public TimeSpan Days(DateTimeOffset midnight, int count)
    {
        if (_dayMinutes is { } minutes)
        {
            return TimeSpan.FromMinutes((long)count * minutes);
        }

        var (day, _) = WorkCalendar.Place(midnight, _kinds.Length);
        for (; day < _kinds.Length; day++)
        {
            if (_ends[_kinds[day]] > 0 && --count == 0)
            {
                return Elapsed(midnight, WorkCalendar.At(day, _ends[_kinds[day]] * TimeSpan.TicksPerMinute));
            }
        }

        return Elapsed(midnight, WorkCalendar.At(_kinds.Length, 0));
    }

    /// <summary>
    /// How much of the clock's time lies between two moments; below zero where they are turned round.
    /// </summary>
    public TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to) => new(Count(to) - Count(from));

    /// <summary>The earliest moment by which <paramref name="time"/> has run since <paramref name="from"/>.</summary>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
        {
            return from;
        }

        var target = Count(from) + time.Ticks;
        var (low, high) = (0, _kinds.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _before[middle + 1] * TimeSpan.TicksPerMinute >= target ? (low, middle) : (middle + 1, high);
        }

        var left = target - (_before[low] * TimeSpan.TicksPerMinute);
        foreach (var span in _spans[_kinds[low]])
        {
            var length = (span.End - span.Start) * TimeSpan.TicksPerMinute;
            if (left <= length)
            {
                return WorkCalendar.At(low, (span.Start * TimeSpan.TicksPerMinute) + left);
            }

            left -= length;
        }

        return WorkCalendar.At(_kinds.Length, 0);
    }

    /// <summary>The first moment from this one on at which the clock runs.</summary>
    public DateTimeOffset Next(DateTimeOffset moment)
    {
        var (first, within) = WorkCalendar.Place(moment, _kinds.Length);
        for (var day = first; day < _kinds.Length; day++, within = 0)
        {
            foreach (var span in _spans[_kinds[day]])
            {
                if (within < span.End * TimeSpan.TicksPerMinute)
                {
                    return WorkCalendar.At(day, Math.Max(within, span.Start * TimeSpan.TicksPerMinute));
                }
            }
        }

        return WorkCalendar.At(_kinds.Length, 0);
    }

    /// <summary>The last moment up to this one that the clock ran up to.</summary>
    public DateTimeOffset Previous(DateTimeOffset moment)
    {
        var (first, within) = WorkCalendar.Place(moment, _kinds.Length);
        for (var day = Math.Min(first, _kinds.Length - 1); day >= 0; day--, within = TimeSpan.TicksPerDay)
        {
            foreach (var span in _spans[_kinds[day]].Reverse())
            {
                if (within > span.Start * TimeSpan.TicksPerMinute)
                {
                    return WorkCalendar.At(day, Math.Min(within, span.End * TimeSpan.TicksPerMinute));
                }
            }
        }

        return WorkCalendar.At(0, 0);
    }

    /// <summary>The spans within one day: its own up to midnight, after what the day before left over.</summary>
    internal static ShiftSpan[] SpansOf(IReadOnlyList<ShiftSpan> before, IReadOnlyList<ShiftSpan> day) =>
    [
        .. before.Where(s => s.End > Shifts.Midnight).Select(s => new ShiftSpan(0, s.End - Shifts.Midnight)),
        .. day.Select(s => new ShiftSpan(s.Start, Math.Min(s.End, Shifts.Midnight))),
    ];

    private long Count(DateTimeOffset moment)
    {
        var (day, within) = WorkCalendar.Place(moment, _kinds.Length);
        var ticks = _before[day] * TimeSpan.TicksPerMinute;
        if (day < _kinds.Length)
        {
            foreach (var span in _spans[_kinds[day]])
            {
                var start = span.Start * TimeSpan.TicksPerMinute;
                ticks += Math.Clamp(within - start, 0, (span.End * TimeSpan.TicksPerMinute) - start);
            }
        }

        return ticks;
    }
}

namespace RiderPlatform.Grievances.Domain.Calendar;

/// <summary>
/// Time as the clocks of one shift count it, over every day of the calendar. The minutes before each day are summed
/// up once, so that a span of a year costs as much as one of an hour: two look-ups, or a search by halves.
/// </summary>
public sealed class ShiftClock
{
    private readonly ShiftSpan[][] _spans;
    private readonly byte[] _kinds;
    private readonly int[] _before;

    /// <param name="works">For each day from <see cref="WorkCalendar.FirstDay"/>: whether people work.</param>
    internal ShiftClock(Shift shift, IReadOnlyList<bool> works)
    {
        _spans = [.. Enumerable.Range(0, 4).Select(k => SpansOf(shift, (k & 2) != 0, (k & 1) != 0))];
        _kinds = new byte[works.Count];
        _before = new int[works.Count + 1];
        DayMinutes = shift.Work.Sum(s => s.End - s.Start);
        var sums = Array.ConvertAll(_spans, day => day.Sum(s => s.End - s.Start));
        for (var i = 0; i < works.Count; i++)
        {
            _kinds[i] = (byte)((i > 0 && works[i - 1] ? 2 : 0) | (works[i] ? 1 : 0));
            _before[i + 1] = _before[i] + sums[_kinds[i]];
        }
    }

    /// <summary>What a work day of this shift counts.</summary>
    public int DayMinutes { get; }

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
    internal static ShiftSpan[] SpansOf(Shift shift, bool before, bool day) =>
    [
        .. (before ? shift.Work : shift.Free).Where(s => s.End > Shifts.Midnight)
            .Select(s => new ShiftSpan(0, s.End - Shifts.Midnight)),
        .. (day ? shift.Work : shift.Free).Select(s => new ShiftSpan(s.Start, Math.Min(s.End, Shifts.Midnight))),
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

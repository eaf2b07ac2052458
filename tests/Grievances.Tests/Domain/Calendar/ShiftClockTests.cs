using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Tests.Domain.Calendar;

/// <summary>The arithmetic against one that looks at every minute, over shifts that others reckon wrongly.</summary>
public sealed class ShiftClockTests
{
    /// <summary>Day and night; a night shift over midnight on work days that free days do without.</summary>
    private const string Odd = """
        [{"mode":"Continuous","work":["00:00-24:00"],"free":["00:00-24:00"]},
         {"mode":"WorkTime","work":["09:00-12:00","20:00-24:00"],"free":["10:00-11:30"]},
         {"mode":"WorkDays","work":["09:00-24:00"]},
         {"mode":"UrgentWorkTime","work":["08:00-10:30","22:00-30:00"],"free":["23:00-24:00"]}]
        """;

    private static readonly WorkCalendar Calendar = new(AnnouncedYears.Standard, Shifts.Load(Odd));

    /// <summary>Minutes of 2024 (a leap year) to 2027 (not announced), and distances of up to 12 days.</summary>
    private static readonly Arbitrary<(int Mode, int Start, int A, int B)> Some = (
        from mode in Gen.Choose(0, 3)
        from start in Gen.Choose(0, 4 * 365 * 24 * 60)
        from a in Gen.Choose(0, 12 * 24 * 60)
        from b in Gen.Choose(0, 5 * 24 * 60)
        select (mode, start, a, b)).ToArbitrary();

    private static readonly DateTimeOffset Zero = new(2023, 12, 31, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Elapsed_IsWhatTheWalkerCounts() => Prop.ForAll(Some, x =>
    {
        var (from, to) = (Zero.AddMinutes(x.Start), Zero.AddMinutes(x.Start + x.A));
        return Walked((ClockMode)x.Mode, from, to) == Clock(x.Mode).Elapsed(from, to).TotalMinutes;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Elapsed_IsAdditive_AndNegativeBackwards() => Prop.ForAll(Some, x =>
    {
        var (a, b, c) = (Zero.AddSeconds(x.Start), Zero.AddSeconds(x.Start + x.B), Zero.AddMinutes(x.Start + x.A));
        var clock = Clock(x.Mode);
        return clock.Elapsed(a, b) + clock.Elapsed(b, c) == clock.Elapsed(a, c)
            && clock.Elapsed(a, c) == -clock.Elapsed(c, a);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_IsTheInverseOfElapsed_AndTheEarliest() => Prop.ForAll(Some, x =>
    {
        var (from, time) = (Zero.AddMinutes(x.Start), TimeSpan.FromMinutes(x.B));
        var due = Clock(x.Mode).Add(from, time);
        return Clock(x.Mode).Elapsed(from, due) == time
            && (x.B == 0 ? due == from : Clock(x.Mode).Elapsed(from, due.AddTicks(-1)) < time);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_IsMonotone_AndAddsUp() => Prop.ForAll(Some, x =>
    {
        var (from, clock) = (Zero.AddMinutes(x.Start), Clock(x.Mode));
        var (a, b) = (TimeSpan.FromMinutes(x.A / 4), TimeSpan.FromMinutes(x.B / 4));
        return clock.Add(from, a) <= clock.Add(from, a + b)
            && clock.Add(from, a) <= clock.Add(from.AddMinutes(x.B), a)
            && clock.Add(clock.Add(from, a), b) == clock.Add(from, a + b);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void NextAndPrevious_AreTheEndsOfARest() => Prop.ForAll(Some, x =>
    {
        var (moment, clock) = (Zero.AddMinutes(x.Start), Clock(x.Mode));
        var (next, previous) = (clock.Next(moment), clock.Previous(moment));
        return previous <= moment && moment <= next && clock.Elapsed(previous, next) == TimeSpan.Zero
            && clock.Elapsed(next, next.AddTicks(1)).Ticks == 1
            && clock.Elapsed(previous.AddTicks(-1), previous).Ticks == 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reached_WithPauses_HasRunJustThat() => Prop.ForAll(Some, x =>
    {
        var (length, start) = (new ClockLength((ClockMode)x.Mode, 1 + (x.A % 30)), Zero.AddMinutes(x.Start));
        var pause = new Pause(start.AddMinutes(x.B), start.AddMinutes(x.B + (x.A / 3)));
        var due = length.Due(Calendar, start, [pause]);
        return length.Run(Calendar, start, due, [pause]) == length.Time(Calendar, start)
            && due >= length.Due(Calendar, start);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(ClockMode.WorkTime, "2026-11-20T19:00", "2026-11-21T02:00", 4 * 60)]
    [InlineData(ClockMode.UrgentWorkTime, "2026-11-19T21:00", "2026-11-20T07:00", 8 * 60)]
    // Friday's night shift ends on a Saturday that has no shift of its own before 23:00.
    [InlineData(ClockMode.UrgentWorkTime, "2026-11-20T21:00", "2026-11-22T00:00", 9 * 60)]
    public void SpansThatEndAt24OrLieOverMidnight_CountWhole(ClockMode mode, string from, string to, int minutes)
    {
        var (start, end) = (DateTimeOffset.Parse(from + "+08:00", null), DateTimeOffset.Parse(to + "+08:00", null));
        Assert.Equal(minutes, Calendar[mode].Elapsed(start, end).TotalMinutes);
        Assert.Equal(minutes, Walked(mode, start, end));
    }

    [Fact]
    public void AYear_CostsAsMuchAsAnHour()
    {
        var clock = Calendar[ClockMode.WorkTime];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 100_000; i++)
        {
            Assert.True(clock.Add(Zero, TimeSpan.FromHours(1900)) > Zero.AddDays(200));
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2), "100,000 years took over 2 s");
    }

    private static ShiftClock Clock(int mode) => Calendar[(ClockMode)mode];

    /// <summary>Asks of each minute whether the clock runs in it; knows nothing of sums.</summary>
    private static int Walked(ClockMode mode, DateTimeOffset from, DateTimeOffset to)
    {
        var minutes = 0;
        for (var at = from; at < to; at = at.AddMinutes(1))
        {
            var china = at.ToOffset(TimeSpan.FromHours(8));
            var (today, minute) = (DateOnly.FromDateTime(china.DateTime), (china.Hour * 60) + china.Minute);
            var (works, worked) = (Calendar.Works(today), Calendar.Works(today.AddDays(-1)));
            minutes += mode switch
            {
                ClockMode.Continuous => 1,
                ClockMode.WorkTime => works ? In(9, 12) + In(20, 24) : minute is >= 600 and < 690 ? 1 : 0,
                ClockMode.WorkDays => works ? In(9, 24) : 0,
                _ => (worked ? In(0, 6) : 0) + (works ? (minute is >= 480 and < 630 ? 1 : 0) + In(22, 24) : In(23, 24)),
            };

            int In(int start, int end) => minute >= start * 60 && minute < end * 60 ? 1 : 0;
        }

        return minutes;
    }
}

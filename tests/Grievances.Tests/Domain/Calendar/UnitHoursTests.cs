using FsCheck;
using FsCheck.Fluent;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Tests.Domain.Calendar;

/// <summary>A unit's own hours against one that looks at every minute; and that no edit moves what has begun.</summary>
public sealed class UnitHoursTests
{
    private static readonly Guid Unit = Guid.CreateVersion7();
    private static readonly WorkCalendar City = WorkCalendar.Standard();
    private static readonly DateTimeOffset Zero = new(2023, 12, 31, 16, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Later = new(2026, 3, 2);

    /// <summary>Lunch, a day without, 24:00, a night over midnight and a short Saturday.</summary>
    private static readonly IReadOnlyList<IReadOnlyList<ShiftSpan>> Odd =
    [
        [new(480, 720), new(810, 1080)], [new(600, 1440)], [], [new(1320, 1800)], [new(540, 1000)], [new(600, 660)], [],
    ];

    private static readonly IReadOnlyList<IReadOnlyList<ShiftSpan>> Night =
        [.. Enumerable.Repeat((IReadOnlyList<ShiftSpan>)[new(1200, 1620)], 7)];

    private static readonly UnitHours[] Versions =
    [
        new(Unit, 1, new(2024, 6, 1), Zero, false, Odd), new(Unit, 2, Later, Zero.AddDays(1), true, Night),
    ];

    private static readonly WorkCalendar Calendar = new(City, Versions);

    private static readonly Arbitrary<(int Start, int A, int B)> Some = (
        from start in Gen.Choose(3 * 24 * 60, 3 * 365 * 24 * 60)
        from a in Gen.Choose(0, 12 * 24 * 60)
        from b in Gen.Choose(0, 5 * 24 * 60)
        select (start, a, b)).ToArbitrary();

    private static ShiftClock Clock => Calendar.Of(Unit, Zero.AddDays(2))[ClockMode.WorkTime];

    [Fact]
    public void Elapsed_IsWhatTheWalkerCounts_AndAddsUp() => Prop.ForAll(Some, x =>
    {
        var (a, c) = (Zero.AddMinutes(x.Start), Zero.AddMinutes(x.Start + x.A));
        var b = a.AddMinutes(x.B);
        return Walked(a, c) == Clock.Elapsed(a, c).TotalMinutes
            && Clock.Elapsed(a, b) + Clock.Elapsed(b, c) == Clock.Elapsed(a, c);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_IsTheInverseOfElapsed_Monotone_AndAddsUp() => Prop.ForAll(Some, x =>
    {
        var (from, a, b) = (Zero.AddMinutes(x.Start), TimeSpan.FromMinutes(x.A / 4), TimeSpan.FromMinutes(x.B));
        var due = Clock.Add(from, b);
        return Clock.Elapsed(from, due) == b && (x.B == 0 || Clock.Elapsed(from, due.AddTicks(-1)) < b)
            && due <= Clock.Add(from, a + b) && due <= Clock.Add(from.AddMinutes(x.A), b)
            && Clock.Add(due, a) == Clock.Add(from, a + b);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void WorkDays_EndWithTheLastOpenDaysShift_AndPausesCountIn() => Prop.ForAll(Some, x =>
    {
        var (own, start) = (Calendar.Of(Unit, Zero.AddDays(2)), Zero.AddMinutes(x.Start));
        var length = new ClockLength(ClockMode.WorkDays, 1 + (x.A % 9));
        var pause = new Pause(start.AddMinutes(x.B), start.AddMinutes(x.B + (x.A / 3)));
        var (due, paused) = (length.Due(own, start), length.Due(own, start, [pause]));
        return own[ClockMode.WorkDays].Previous(due) == due && paused >= due
            && length.Run(own, start, paused, [pause]) == length.Time(own, start);
    }).QuickCheckThrowOnFailure();

    [Theory]
    // Tuesday is open till midnight, Wednesday closed, Thursday's night belongs to Thursday, National Day is off.
    [InlineData(ClockMode.WorkTime, 3, "2024-06-04 22:00", "2024-06-06 23:00")]
    [InlineData(ClockMode.WorkDays, 2, "2024-06-04 10:00", "2024-06-07 16:40")]
    [InlineData(ClockMode.WorkDays, 1, "2024-06-05 10:00", "2024-06-07 06:00")]
    [InlineData(ClockMode.WorkTime, 1, "2024-09-30 17:00", "2024-09-30 18:00")]
    [InlineData(ClockMode.WorkTime, 2, "2024-09-30 17:00", "2024-10-08 11:00")]
    // A make-up Saturday has hours of its own; before the first day they are the city's.
    [InlineData(ClockMode.WorkTime, 1, "2024-10-12 00:00", "2024-10-12 11:00")]
    [InlineData(ClockMode.WorkTime, 1, "2024-05-31 17:30", "2024-06-01 10:30")]
    [InlineData(ClockMode.Continuous, 3, "2024-06-04 22:00", "2024-06-05 01:00")]
    public void Due_GoesByTheUnitsDays(ClockMode mode, int amount, string started, string due) => Assert.Equal(
        At(due), new ClockLength(mode, amount).Due(Calendar.Of(Unit, At(started)), At(started)));

    [Fact]
    public void Edit_MovesNothingThatBegan_AndOnlyThatUnit()
    {
        var set = At("2026-03-02 09:00");
        var before = new WorkCalendar(City, Versions[..1]);
        var after = new WorkCalendar(City, [Versions[0], Versions[1] with { SetAt = set }]);
        var length = new ClockLength(ClockMode.WorkTime, 8);
        Assert.Equal(
            length.Due(before.Of(Unit, set.AddTicks(-1)), set), length.Due(after.Of(Unit, set.AddTicks(-1)), set));
        Assert.NotEqual(length.Due(before.Of(Unit, set), set), length.Due(after.Of(Unit, set), set));
        Assert.Equal((1, 2, null), (after.Of(Unit, set.AddTicks(-1)).HoursVersion, after.Of(Unit, set).HoursVersion,
            after.Of(Guid.CreateVersion7(), set).HoursVersion));
        Assert.Same(after, after.Of(null, set));
    }

    [Fact]
    public void Overlaps_OverMidnightToo_AndEmptyWeeks_AreWrong()
    {
        Assert.Empty(UnitHours.Wrong(Odd));
        Assert.Single(UnitHours.Wrong([[new(540, 720), new(700, 800)], [], [], [], [], [], []]));
        Assert.Single(UnitHours.Wrong([[new(1320, 1900)], [], [], [], [new(420, 500)], [], []]));
        Assert.Single(UnitHours.Wrong([[], [], [], [], [], [], []]));
    }

    /// <summary>Asks of each minute whether the unit works in it; knows nothing of sums.</summary>
    private static int Walked(DateTimeOffset from, DateTimeOffset to)
    {
        var minutes = 0;
        for (var at = from; at < to; at = at.AddMinutes(1))
        {
            var china = at.ToOffset(TimeSpan.FromHours(8));
            var (today, minute) = (DateOnly.FromDateTime(china.DateTime), (china.Hour * 60) + china.Minute);
            minutes += Open(today, minute) || Open(today.AddDays(-1), minute + 1440) ? 1 : 0;
        }

        return minutes;
    }

    private static bool Open(DateOnly day, int minute)
    {
        var (kind, own) = (City[day].Kind, day < Later ? Odd : Night);
        var spans = day < Versions[0].ValidFrom
            ? City.Works(day) ? [new ShiftSpan(540, 720), new ShiftSpan(810, 1080)] : []
            : kind == DayKind.Holiday && day < Later ? []
            : own[((int)day.DayOfWeek + 6) % 7] is { Count: 0 } && kind == DayKind.MakeUpDay ? own[0]
            : own[((int)day.DayOfWeek + 6) % 7];
        return spans.Any(s => s.Start <= minute && minute < s.End);
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", null).ToUniversalTime();
}

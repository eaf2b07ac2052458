using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);
    private static readonly ClockLimits Limits = ClockLimits.Standard();
    private static readonly WorkCalendar Calendar = WorkCalendar.Standard();

    [Theory]
    [InlineData(0, 0, 120, ClockState.Running)]
    [InlineData(89, 89, 31, ClockState.Running)]
    [InlineData(90, 90, 30, ClockState.Warned)]
    [InlineData(119, 119, 1, ClockState.Warned)]
    [InlineData(120, 120, 0, ClockState.Overdue)]
    [InlineData(500, 500, -380, ClockState.Overdue)]
    public void Clock_WarnsAtThreeQuartersAndIsOverdueAtItsLimit(
        int minutes, long elapsed, long remaining, ClockState state) =>
        Assert.Equal(
            (Start, Start.AddHours(2), null, elapsed, remaining, state),
            Plain(At(Start.AddMinutes(minutes), Limits[Severity.Major].Unit, null)));

    [Fact]
    public void Clock_ThatHasStopped_StandsStill()
    {
        var stopped = Start.AddMinutes(150);
        Assert.Equal(
            (Start, Start.AddHours(2), stopped, 150, -30, ClockState.Stopped),
            Plain(At(Start.AddDays(9), Limits[Severity.Major].Unit, stopped)));
    }

    [Fact]
    public void Clocks_WithoutAUnit_HaveTheRidersAlone()
    {
        var clocks = CaseView.ClocksOf(Case(Severity.Minor, "other"), Limits, Calendar, [], Start.AddDays(8));
        Assert.Null(clocks.Unit);
        Assert.Equal((Start.AddDays(10), ClockState.Warned), (clocks.Rider.DueAt, clocks.Rider.State));
    }

    [Fact]
    public void Clock_OfWorkDays_CountsInItsOwnTime_AndSaysWhy()
    {
        // Friday 10:00 in China: two work days are Monday and Tuesday, to 18:00.
        var friday = new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
        var clock = Clock.At(
            friday.AddDays(3).AddHours(1.5), Facts(friday, new(ClockMode.WorkDays, 2), null), Calendar, []);
        Assert.Equal(friday.AddDays(4).AddHours(8), clock.DueAt);
        Assert.Equal((150, 750), (clock.OwnElapsedMinutes, clock.OwnRemainingMinutes));
        Assert.Equal((4410, 1830), (clock.ElapsedMinutes, clock.RemainingMinutes));
        Assert.Equal("2 个工作日，从次日起算，到最后一个工作日下班为止。依据 2026 年日历第 1 版。", clock.Why.Zh);
    }

    [Fact]
    public void Clock_ThatTouchesAnUnannouncedYear_SaysSo()
    {
        var start = new DateTimeOffset(2026, 12, 30, 2, 0, 0, TimeSpan.Zero);
        var clock = Clock.At(start, Facts(start, new(ClockMode.WorkDays, 3), null), Calendar, []);
        Assert.Equal([2027], clock.ProvisionalYears);
        Assert.Contains("2027 年放假安排尚未公布", clock.Why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Clock_ThatIsPaused_StandsStill_AndSaysUntilWhen()
    {
        var (length, until) = (new ClockLength(ClockMode.Continuous, 10), Start.AddHours(30));
        var pause = new CasePause(PauseKind.Parking, Guid.Empty, new(Start.AddHours(4), until));
        var due = length.Due(Calendar, Start, [pause.Span]);
        Assert.Equal(Start.AddHours(36), due);
        foreach (var hour in (int[])[4, 29])
        {
            var clock = Clock.At(Start.AddHours(hour), new(Start, due, null, length), Calendar, [pause]);
            Assert.Equal((ClockState.Paused, until, 240, 360),
                (clock.State, clock.PausedUntil, clock.OwnElapsedMinutes, clock.OwnRemainingMinutes));
            Assert.Contains("经批准挂账", clock.Why.Zh, StringComparison.Ordinal);
        }

        Assert.Equal(ClockState.Running, Clock.At(until, new(Start, due, null, length), Calendar, [pause]).State);
    }

    [Fact]
    public void Clock_ReckonedByAnEarlierCalendar_SaysThatItStays() => Assert.Contains(
        "之后的更改不影响", Clock.At(Start, new(Start, Start.AddHours(3), null, new(ClockMode.Continuous, 2)), Calendar, [])
            .Why.Zh, StringComparison.Ordinal);

    [Theory]
    [InlineData("access.compound", Severity.Ordinary, ClockMode.WorkDays, 2)]
    [InlineData("accessory", Severity.Ordinary, ClockMode.Continuous, 24)]
    [InlineData("access", Severity.Major, ClockMode.Continuous, 2)]
    [InlineData("other", Severity.Minor, ClockMode.Continuous, 48)]
    public void Limits_OfACategory_GoBeforeThoseOfTheSeverity(
        string category, Severity severity, ClockMode mode, int amount) =>
        Assert.Equal(new ClockLength(mode, amount), Limits.For(severity, category).Unit);

    [Theory]
    [InlineData(Severity.Urgent, 1, 12)]
    [InlineData(Severity.Major, 2, 24)]
    [InlineData(Severity.Ordinary, 24, 120)]
    [InlineData(Severity.Minor, 48, 240)]
    public void Limits_ThatShip(Severity severity, int unit, int rider) =>
        Assert.Equal((unit, rider), (Limits[severity].UnitHours, Limits[severity].RiderHours));

    [Theory]
    [InlineData("[]", "Major must stand once")]
    [InlineData("nonsense", "cannot be read")]
    [InlineData("""[{"severity":"Huge","unitHours":1,"riderHours":2}]""", "cannot be read")]
    [InlineData("""[{"severity":"Major","unitHours":0,"riderHours":2}]""", "unitHours is 1 or more")]
    [InlineData("""[{"severity":"Major","unitHours":3,"riderHours":2}]""", "riderHours not less")]
    [InlineData("""[{"severity":"Major","unitMode":"WorkDays","unitHours":3,"riderHours":2}]""",
        "unitDays is 1 or more")]
    [InlineData("""
        [{"severity":"Minor","category":"x","unitHours":1,"riderHours":2},
         {"severity":"Minor","category":"x","unitHours":1,"riderHours":2}]
        """, "Minor of x must stand once")]
    public void Limits_ThatAreWrong_DoNotLoad(string json, string expected) => Assert.Contains(
        expected, Assert.Throws<InvalidDataException>(() => ClockLimits.Load(json)).Message, StringComparison.Ordinal);

    /// <summary>Zammad and GLPI begin anew, or forget what has run, when a ticket moves to another category.</summary>
    [Theory]
    [InlineData(Severity.Major, "road.manhole", 24, 2)]
    [InlineData(Severity.Minor, "other", 240, 48)]
    public void Recategorised_KeepsWhatHasElapsed(Severity severity, string category, int rider, int unit)
    {
        var row = Case(Severity.Ordinary, "road.damage");
        (row.UnitId, row.UnitSince) = (Guid.Empty, Start.AddHours(5));
        Assert.Equal(new CaseDues(Start.AddHours(rider), Start.AddHours(5 + unit)),
            CaseDues.Of(row, Limits.For(severity, category), Calendar, []));
    }

    private static Clock At(DateTimeOffset now, ClockLength length, DateTimeOffset? stopped) =>
        Clock.At(now, Facts(Start, length, stopped), Calendar, []);

    private static ClockFacts Facts(DateTimeOffset start, ClockLength length, DateTimeOffset? stopped) =>
        new(start, length.Due(Calendar, start), stopped, length);

    private static (DateTimeOffset, DateTimeOffset, DateTimeOffset?, long, long, ClockState) Plain(Clock clock) =>
        (clock.StartedAt, clock.DueAt, clock.StoppedAt, clock.ElapsedMinutes, clock.RemainingMinutes, clock.State);

    private static CaseRow Case(Severity severity, string category) => new()
    {
        Id = Guid.Empty, Number = "", Kind = CaseKind.Clue, Category = category, Severity = severity, RegionCode = "",
        Status = CaseStatus.Registered, Version = 1, Text = "", ReportedAt = Start, ChangedAt = Start,
        RiderDueAt = Limits.For(severity, category).Rider.Due(Calendar, Start), ResponseDueAt = Start,
    };
}

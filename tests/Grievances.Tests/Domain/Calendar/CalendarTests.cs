using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Tests.Domain.Calendar;

public sealed class CalendarTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.Standard();

    /// <summary>A moment in China: <c>2026-10-01 09:00</c>.</summary>
    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", null).ToUniversalTime();

    [Theory]
    [InlineData("2026-11-20", DayKind.WorkDay, null)]
    [InlineData("2026-11-22", DayKind.Weekend, null)]
    [InlineData("2026-10-01", DayKind.Holiday, "国庆节")]
    [InlineData("2026-10-08", DayKind.WorkDay, null)]
    [InlineData("2026-10-10", DayKind.MakeUpDay, "国庆节")]
    [InlineData("2026-02-14", DayKind.MakeUpDay, "春节")]
    [InlineData("2024-02-29", DayKind.WorkDay, null)]
    [InlineData("2027-10-01", DayKind.WorkDay, null)]
    public void Day_HasItsKindAndReason(string day, DayKind kind, string? reason)
    {
        var found = Calendar[DateOnly.Parse(day, null)];
        Assert.Equal((kind, reason), (found.Kind, found.Reason?.Zh));
        Assert.Equal(kind is DayKind.WorkDay or DayKind.MakeUpDay, found.Works);
    }

    [Theory]
    // Over a week-end, from within a break, from before the shift, and an amount that ends with the shift.
    [InlineData(ClockMode.WorkTime, 4, "2026-11-20 16:00", "2026-11-23 11:00")]
    [InlineData(ClockMode.WorkTime, 2, "2026-11-20 12:30", "2026-11-20 15:30")]
    [InlineData(ClockMode.WorkTime, 3, "2026-11-20 03:00", "2026-11-20 12:00")]
    [InlineData(ClockMode.WorkTime, 1, "2026-11-20 17:00", "2026-11-20 18:00")]
    // Seven days of National Day, and the Saturday made up for them.
    [InlineData(ClockMode.WorkTime, 1, "2026-09-30 17:30", "2026-10-08 09:30")]
    [InlineData(ClockMode.WorkTime, 8, "2026-10-09 17:00", "2026-10-10 17:30")]
    [InlineData(ClockMode.WorkDays, 1, "2026-11-19 23:59", "2026-11-20 18:00")]
    [InlineData(ClockMode.WorkDays, 1, "2026-11-20 00:00", "2026-11-23 18:00")]
    [InlineData(ClockMode.WorkDays, 5, "2026-11-20 10:00", "2026-11-27 18:00")]
    [InlineData(ClockMode.WorkDays, 1, "2026-09-30 10:00", "2026-10-08 18:00")]
    [InlineData(ClockMode.WorkDays, 3, "2026-10-07 10:00", "2026-10-10 18:00")]
    [InlineData(ClockMode.WorkDays, 1, "2024-02-28 10:00", "2024-02-29 18:00")]
    [InlineData(ClockMode.UrgentWorkTime, 2, "2026-10-01 21:00", "2026-10-02 09:00")]
    [InlineData(ClockMode.Continuous, 24, "2026-10-01 21:00", "2026-10-02 21:00")]
    // 2027 is not announced: its National Day counts as what the week says.
    [InlineData(ClockMode.WorkDays, 1, "2027-09-30 10:00", "2027-10-01 18:00")]
    public void Due_IsReckonedByTheMode(ClockMode mode, int amount, string start, string due) =>
        Assert.Equal(At(due), new ClockLength(mode, amount).Due(Calendar, At(start)));

    [Theory]
    [InlineData(ClockMode.WorkTime)]
    [InlineData(ClockMode.Continuous)]
    [InlineData(ClockMode.UrgentWorkTime)]
    public void Due_OfNothing_IsTheStart(ClockMode mode) =>
        Assert.Equal(At("2026-11-22 03:00"), new ClockLength(mode, 0).Due(Calendar, At("2026-11-22 03:00")));

    [Fact]
    public void Pauses_MoveTheDueMoment_EachByWhatItTookOfTheClock()
    {
        var length = new ClockLength(ClockMode.WorkTime, 10);
        var start = At("2026-11-16 09:00");
        Assert.Equal(At("2026-11-17 11:30"), length.Due(Calendar, start));
        Pause[] pauses =
        [
            // Half an hour of the shift, then a night that costs nothing, then one after the end that is none.
            new(At("2026-11-16 11:30"), At("2026-11-16 13:30")), new(At("2026-11-16 18:00"), At("2026-11-17 09:00")),
            new(At("2026-11-17 17:00"), At("2026-11-19 09:00")),
        ];
        Assert.Equal(At("2026-11-17 12:00"), length.Due(Calendar, start, pauses));
        Assert.Equal(TimeSpan.FromHours(10), length.Run(Calendar, start, At("2026-11-17 12:00"), pauses));
    }

    [Theory]
    [InlineData(ClockMode.WorkTime, "2026-12-31 10:00", "2027-01-04 10:00", 2027)]
    [InlineData(ClockMode.WorkTime, "2026-12-30 10:00", "2026-12-31 10:00", 0)]
    [InlineData(ClockMode.Continuous, "2026-12-31 10:00", "2027-01-04 10:00", 0)]
    public void Provisional_AreYearsThatNobodyHasAnnounced(ClockMode mode, string from, string to, int year) =>
        Assert.Equal(year == 0 ? [] : [year], Calendar.Provisional(mode, At(from), At(to)));

    [Fact]
    public void NewestVersionOfAYear_IsInForce()
    {
        CalendarYear[] years =
        [
            new(2027, 2, "correction", [new(new(2027, 10, 4), new(2027, 10, 4), "国庆节")], []),
            new(2027, 1, "notice", [new(new(2027, 10, 1), new(2027, 10, 1), "国庆节")], []),
        ];
        var calendar = new WorkCalendar([.. AnnouncedYears.Standard, .. years], Shifts.Standard());
        Assert.Equal((true, false), (calendar.Works(new(2027, 10, 1)), calendar.Works(new(2027, 10, 4))));
        Assert.Equal((2, 1, null), (calendar.Find(2027)?.Version, calendar.Find(2026)?.Version, calendar.Find(2030)));
    }

    [Fact]
    public void ShippedYears_AreThoseOfThePackage()
    {
        Assert.Equal(Enumerable.Range(2004, 23), AnnouncedYears.Standard.Select(y => y.Year));
        Assert.Equal((619, 150), (Days(y => y.Off), Days(y => y.Work)));

        static int Days(Func<CalendarYear, IReadOnlyList<NamedDays>> of) =>
            AnnouncedYears.Standard.Sum(y => of(y).Sum(d => d.Days().Count()));
    }

    [Theory]
    [InlineData("""{"source":"x","names":{},"years":[{"year":2026,"off":[],"work":[]}]}""", "one day off")]
    [InlineData("""
        {"source":"x","names":{},"years":[{"year":2026,"off":[{"from":"2026-01-02","to":"2026-01-01","name":"x"}],
        "work":[{"from":"2026-01-05","to":"2026-01-05","name":""},{"from":"2025-01-05","to":"2025-01-05","name":"x"}]}]}
        """, "2026-01-02 to 2026-01-01 must lie in 2026;1–40 characters;2025-01-05 to;2026-01-05 is no weekend day")]
    [InlineData("""
        {"source":"x","names":{},"years":[{"year":2026,"off":[{"from":"2026-01-01","to":"2026-01-03","name":"x"}],
        "work":[{"from":"2026-01-03","to":"2026-01-03","name":"x"}]},{"year":2003,"off":[],"work":[]}]}
        """, "2026-01-03 stands twice;A year from 2004")]
    [InlineData("nonsense", "cannot be read")]
    public void Years_ThatAreWrong_DoNotLoad_AndEverythingIsNamed(string json, string expected)
    {
        var wrong = Assert.Throws<InvalidDataException>(() => AnnouncedYears.Parse(json)).Message;
        Assert.All(expected.Split(';'), part => Assert.Contains(part, wrong, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]", "Continuous must stand once;WorkTime must stand once")]
    [InlineData("""[{"mode":"WorkTime","work":["12:00-09:00","9-12"]}]""",
        "'12:00-09:00' is no span;'9-12' is no span")]
    [InlineData("""[{"mode":"WorkTime","work":["09:00-12:00","11:00-13:00"]}]""", "overlap on a work day")]
    [InlineData("""[{"mode":"WorkTime","work":["05:00-09:00","22:00-30:00"]}]""",
        "overlap on a work day after a work day")]
    [InlineData("""[{"mode":"WorkTime","work":[]}]""", "would never run")]
    [InlineData("""[{"mode":"WorkDays","work":["22:00-30:00"]}]""", "ends by 24:00")]
    [InlineData("nonsense", "cannot be read")]
    public void Shifts_ThatAreWrong_DoNotLoad_AndEverythingIsNamed(string json, string expected)
    {
        var wrong = Assert.Throws<InvalidDataException>(() => Shifts.Load(json)).Message;
        Assert.All(expected.Split(';'), part => Assert.Contains(part, wrong, StringComparison.Ordinal));
    }
}

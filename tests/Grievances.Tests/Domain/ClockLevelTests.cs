using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class ClockLevelTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.Standard();

    /// <summary>A moment in China.</summary>
    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", null).ToUniversalTime();

    [Theory]
    [InlineData("2026-11-20 21:59", "2026-11-20 21:59")]
    [InlineData("2026-11-20 22:00", "2026-11-21 08:00")]
    [InlineData("2026-11-21 03:00", "2026-11-21 08:00")]
    [InlineData("2026-10-01 08:00", "2026-10-01 08:00")]
    public void QuietHours_HoldBackEverythingButMajor(string now, string told)
    {
        Assert.Equal(At(told), ClockLevels.NotifyAt(At(now), Severity.Ordinary, Calendar));
        Assert.Equal(At(now), ClockLevels.NotifyAt(At(now), Severity.Major, Calendar));
    }

    [Fact]
    public void Levels_AreReachedInTheClocksOwnTime()
    {
        // Ten working hours from Friday 16:00: due on Monday at 17:30 or so, red and order on the days after.
        var length = new ClockLength(ClockMode.WorkTime, 10);
        var start = At("2026-11-20 16:00");
        var clock = new RunningClock(ClockKind.Unit, start, length.Due(Calendar, start), length, []);
        Assert.Equal(
            [At("2026-11-23 16:00"), At("2026-11-24 09:30"), At("2026-11-24 16:00"), At("2026-11-25 12:00")],
            ClockLevels.Of(clock, Calendar).Select(l => l.At));
    }

    [Theory]
    [InlineData("2026-11-23 10:00", "2026-11-25 10:00", "2026-11-26 09:30")]
    // Over a week-end the pause takes no work time, and within a standing pause only what goes beyond its end.
    [InlineData("2026-11-21 10:00", "2026-11-22 10:00", "2026-11-24 09:30")]
    [InlineData("2026-11-24 09:30", "2026-11-30 10:00", "2026-11-24 09:30")]
    public void Moved_LeavesWhatWasLeft(string now, string until, string due)
    {
        var (length, start) = (new ClockLength(ClockMode.WorkTime, 10), At("2026-11-20 16:00"));
        Assert.Equal(At(due), PauseRules.Moved(
            At("2026-11-24 09:30"), start, length, Calendar, [], At(now), At(until)));
    }

    [Fact]
    public void Moved_WithinAStandingPause_CountsOnlyWhatGoesBeyondIt()
    {
        var (length, start) = (new ClockLength(ClockMode.Continuous, 10), At("2026-11-20 10:00"));
        var standing =
            new CasePause(PauseKind.Parking, Guid.Empty, new(At("2026-11-20 12:00"), At("2026-11-21 12:00")));
        var due = length.Due(Calendar, start, [standing.Span]);
        Assert.Equal(due, Moved("2026-11-21 10:00"));
        Assert.Equal(due.AddHours(3), Moved("2026-11-21 15:00"));

        DateTimeOffset Moved(string until) => PauseRules.Moved(
            due, start, length, Calendar, [standing], At("2026-11-20 14:00"), At(until));
    }

    [Theory]
    [InlineData(PauseKind.Extension, 15, 0, false, null)]
    [InlineData(PauseKind.Extension, 16, 0, false, "TooLong")]
    [InlineData(PauseKind.Extension, 1, 0, true, "AlreadyExtended")]
    [InlineData(PauseKind.Parking, 30, 0, true, null)]
    [InlineData(PauseKind.Parking, 21, 10, false, "TooLong")]
    [InlineData(PauseKind.Parking, 0, 0, false, "AlreadyOver")]
    public void Pauses_AreBounded(PauseKind kind, int days, int parked, bool extended, string? refused)
    {
        var now = At("2026-11-20 10:00");
        var facts = new PauseFacts(now.AddHours(1), extended, TimeSpan.FromDays(parked));
        Assert.Equal(refused, PauseRules.Refused(kind, now.AddDays(days), facts, now));
        Assert.Equal("AlreadyDue", PauseRules.Refused(kind, now.AddDays(1), facts with { UnitDueAt = now }, now));
        Assert.Equal("NoClockRuns", PauseRules.Refused(kind, now.AddDays(1), facts with { UnitDueAt = null }, now));
    }
}

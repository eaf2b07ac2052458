using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>The clock of a co-handler's task.</summary>
internal static class CoTaskClock
{
    /// <summary>
    /// A unit has its hours and the case's limit; an institute the day and the hour that it was given.
    /// </summary>
    public static ClockLength LengthOf(CoTaskRow task, CaseRow row, ClockLimits limits) =>
        task.Kind == CoTaskKind.LabReferral
            ? new(ClockMode.Continuous, LabRules.Hours(task.CreatedAt, task.DueAt))
            : limits.For(row.Severity, row.Category).Unit;

    /// <param name="calendar">The city's.</param>
    /// <param name="pauses">Its approved extension, if any.</param>
    public static IEnumerable<LevelMoment> LevelsOf(
        CoTaskRow task, CaseRow row, ClockLimits limits, WorkCalendar calendar, Pause[] pauses) =>
        ClockLevels.Of(
            new RunningClock(ClockKind.CoTask, task.CreatedAt, task.DueAt, LengthOf(task, row, limits), pauses),
            calendar.Of(task.UnitId, task.CreatedAt));
}

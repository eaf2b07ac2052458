using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// A return is judged within minutes: while units argue nobody works on the case, and the rider's clock goes on.
/// </summary>
public static class JudgeRules
{
    /// <summary>Half an hour, as 12345 centres set it for returned orders.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(30);

    /// <summary>Of the waking hours of every day; for what is major, of any hour.</summary>
    public static DateTimeOffset Due(DateTimeOffset returned, Severity severity, WorkCalendar calendar) =>
        severity >= Severity.Major ? returned + Within : calendar[ClockMode.UrgentWorkTime].Add(returned, Within);
}

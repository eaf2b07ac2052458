using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Domain;

/// <summary>Where a supervise order stands; unanswered ones go first wherever they are listed.</summary>
public enum OrderState
{
    Open,
    Answered,
    Lifted,
}

public static class SuperviseRules
{
    /// <summary>An order is answered by the end of the next work day, as 督办 practice has it.</summary>
    private static readonly ClockLength AnswerWithin = new(ClockMode.WorkDays, 1);

    public static DateTimeOffset AnswerDue(DateTimeOffset issued, WorkCalendar calendar) =>
        AnswerWithin.Due(calendar, issued);

    public static OrderState StateOf(DateTimeOffset? answered, DateTimeOffset? lifted) =>
        lifted is not null ? OrderState.Lifted : answered is not null ? OrderState.Answered : OrderState.Open;
}

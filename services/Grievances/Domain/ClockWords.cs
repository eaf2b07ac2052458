using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Domain;

/// <summary>How the due moment of a clock comes about, for whoever asks why.</summary>
public static class ClockWords
{
    /// <param name="asStanding">Today's calendar gives the stored moment; false: another one was in force then.</param>
    public static Wording Why(
        ClockFacts facts, WorkCalendar calendar, IReadOnlyList<CasePause> pauses, bool asStanding)
    {
        var why = facts.Class switch
        {
            DeadlineClass.Urgent => Joined(new(
                "按承办单位职责的紧急时限。", "By the urgent class of the unit's duty."), Length(facts.Length)),
            DeadlineClass.WorkDays => Joined(new(
                "按承办单位职责的工作日时限。", "By the work-day class of the unit's duty."), Length(facts.Length)),
            _ => Length(facts.Length),
        };
        if (facts.Length.Mode is ClockMode.WorkTime or ClockMode.WorkDays)
        {
            why = Joined(why, Versions(facts, calendar));
            why = calendar.HoursVersion is not { } version ? why : Joined(why, new(
                $"按承办单位的工作时间（第 {version} 版）计时。", $"By the unit's own hours, version {version} of them."));
        }

        foreach (var pause in pauses)
        {
            var (from, to) = (China(pause.Span.From), China(pause.Span.To));
            why = Joined(why, pause.Kind == PauseKind.Extension
                ? new($"经批准延期，{from} 至 {to} 停表。", $"Extended by approval: it stands still from {from} to {to}.")
                : new($"经批准挂账，{from} 至 {to} 停表。", $"Parked by approval: it stands still from {from} to {to}."));
        }

        return asStanding ? why : Joined(why, new(
            "期限按起算时的规定和日历确定，之后的更改不影响。",
            "Reckoned by the rules and the calendar of its start; what changed since does not move it."));
    }

    private static Wording Length(ClockLength length) => length.Mode switch
    {
        ClockMode.Continuous => new($"{length.Amount} 小时，昼夜连续计时。", $"{length.Amount} hours, day and night."),
        ClockMode.WorkTime => new(
            $"{length.Amount} 个工作小时，只计工作日的上班时间。",
            $"{length.Amount} working hours: only the shift of work days counts."),
        ClockMode.WorkDays => new(
            $"{length.Amount} 个工作日，从次日起算，到最后一个工作日下班为止。",
            $"{length.Amount} work days from the next day on, until the shift of the last one ends."),
        _ => new($"{length.Amount} 小时，每天 8 时至 22 时计时，节假日不停。",
            $"{length.Amount} hours, every day from 8 to 22, holidays too."),
    };

    private static Wording Versions(ClockFacts facts, WorkCalendar calendar)
    {
        var words = new Wording("", "");
        foreach (var year in WorkCalendar.YearsOf(facts.StartedAt, facts.DueAt))
        {
            words = Joined(words, calendar.Find(year) is { } known
                ? new($"依据 {year} 年日历第 {known.Version} 版。", $"By version {known.Version} of the calendar of {year}.")
                : new($"{year} 年放假安排尚未公布，暂按普通周末计算。",
                    $"The holidays of {year} are not announced yet: plain weekends for now."));
        }

        return words;
    }

    private static Wording Joined(Wording a, Wording b) =>
        new(a.Zh + b.Zh, a.En.Length == 0 ? b.En : $"{a.En} {b.En}");

    private static string China(DateTimeOffset moment) => $"{moment.ToOffset(ChinaTime.Offset):MM-dd HH:mm}";
}

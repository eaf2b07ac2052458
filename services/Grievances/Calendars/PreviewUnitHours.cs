using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>What hours would do: the due moments of clocks that begin at awkward times, before and after.</summary>
public static class PreviewUnitHours
{
    private const int DaysAhead = 400;

    private static readonly ClockLength[] Lengths = [new(ClockMode.WorkTime, 8), new(ClockMode.WorkDays, 2)];

    /// <param name="Start">Why it is an example.</param>
    /// <param name="ProvisionalYears">Years in between that nobody has announced.</param>
    public sealed record Example(
        Wording Start, DateTimeOffset StartedAt, ClockMode Mode, int Amount, DateTimeOffset Before,
        DateTimeOffset After, IReadOnlyList<int> ProvisionalYears);

    public sealed record Answer(IReadOnlyList<Example> Examples);

    public static Results<Ok<Answer>, ProblemHttpResult> Handle(
        Guid id, SetUnitHours.Request request, Scope scope, DirectoryCopy directory, TimeProvider time)
    {
        var now = time.Now();
        if (SetUnitHours.Check(id, request, scope, directory.Current, now, out _, out var asked) is { } refused)
        {
            return refused;
        }

        var calendar = directory.Current!.Calendar;
        var standing = calendar.HoursOf(id);
        var after = new WorkCalendar(calendar, [.. standing, asked with { Version = standing.Count + 1 }]);
        return TypedResults.Ok(new Answer([.. from start in Starts(calendar, asked.ValidFrom, now)
            from length in Lengths
            let due = length.Due(after.Of(id, start.At), start.At)
            select new Example(start.Why, start.At, length.Mode, length.Amount,
                length.Due(calendar.Of(id, start.At), start.At), due,
                after.Provisional(length.Mode, start.At, due))]));
    }

    /// <summary>All of them after the hours hold.</summary>
    private static IEnumerable<(Wording Why, DateTimeOffset At)> Starts(
        WorkCalendar calendar, DateOnly from, DateTimeOffset now)
    {
        var days = Enumerable.Range(1, DaysAhead).Select((from > ChinaTime.DayOf(now) ? from : ChinaTime.DayOf(now))
            .AddDays).ToList();
        yield return (new("现在", "Now"), now);
        yield return (new("工作日上午", "On a work day, in the morning"),
            At(days.First(d => calendar[d].Kind == DayKind.WorkDay), 10, 0));
        yield return (new("周五下班前", "On a Friday, before closing time"),
            At(days.First(d => d.DayOfWeek == DayOfWeek.Friday), 17, 50));
        yield return (new("周六上午", "On a Saturday, in the morning"),
            At(days.First(d => d.DayOfWeek == DayOfWeek.Saturday), 10, 0));
        yield return (new("工作日深夜", "On a work day, at night"),
            At(days.First(d => calendar[d].Kind == DayKind.WorkDay), 23, 40));
        foreach (var eve in days.Where(d => calendar.Works(d) && calendar[d.AddDays(1)].Kind == DayKind.Holiday)
            .Take(1))
        {
            yield return (new("节假日前一天", "On the eve of a holiday"), At(eve, 17, 50));
        }
    }

    private static DateTimeOffset At(DateOnly day, int hour, int minute) =>
        ChinaTime.StartOf(day).AddHours(hour).AddMinutes(minute);
}

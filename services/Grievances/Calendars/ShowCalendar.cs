using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>Which years are announced, and what each day of one month is and why.</summary>
public static class ShowCalendar
{
    /// <param name="OffDays">Days without work that were announced, weekends among them.</param>
    /// <param name="MakeUpDays">Weekend days that are worked.</param>
    public sealed record YearView(
        int Year, int Version, string Source, int OffDays, int MakeUpDays, IReadOnlyList<NamedDays> Off,
        IReadOnlyList<NamedDays> Work);

    /// <summary>Who published a version of a year, and when.</summary>
    public sealed record Change(int Year, int Version, string Source, DateTimeOffset ImportedAt, Guid ImportedBy);

    public sealed record DayView(DateOnly Day, DayKind Kind, bool Works, Wording? Reason);

    /// <param name="Provisional">Nobody has announced the month's year yet: plain weekends.</param>
    public sealed record MonthView(string Month, bool Provisional, IReadOnlyList<DayView> Days);

    /// <param name="Changes">The newest hundred first.</param>
    public sealed record Answer(IReadOnlyList<YearView> Years, MonthView Month, IReadOnlyList<Change> Changes);

    /// <param name="month">Year and month, such as <c>2026-10</c>; the present one in China unless asked.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string? month, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current?.Calendar is not { } calendar)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var today = ChinaTime.DayOf(time.GetUtcNow());
        var first = new DateOnly(today.Year, today.Month, 1);
        if (!string.IsNullOrEmpty(month) && (!DateOnly.TryParseExact(
            month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out first)
                || first.Year is < CalendarYear.First or > CalendarYear.Last))
        {
            return new Invalid().Add(
                "month", $"年月格式为 2026-10，{CalendarYear.First} 至 {CalendarYear.Last} 年。",
                $"A month such as 2026-10, {CalendarYear.First} to {CalendarYear.Last}.").ToProblem();
        }

        var changes = await db.Set<CalendarYearRow>().AsNoTracking().OrderByDescending(y => y.ImportedAt).Take(100)
            .Select(y => new Change(y.Year, y.Version, y.Source, y.ImportedAt, y.ImportedBy)).ToListAsync(ct);
        var days = Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(first.AddDays);
        return TypedResults.Ok(new Answer(
            [.. calendar.Years.Select(Of)],
            new(first.ToString("yyyy-MM", CultureInfo.InvariantCulture), calendar.Find(first.Year) is null,
                [.. days.Select(d => Of(calendar[d]))]),
            changes));
    }

    internal static DayView Of(CalendarDay day) => new(day.Day, day.Kind, day.Works, day.Reason);

    private static YearView Of(CalendarYear year) => new(
        year.Year, year.Version, year.Source, year.Off.Sum(d => d.Days().Count()),
        year.Work.Sum(d => d.Days().Count()), year.Off, year.Work);
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>The calendar in force: what ships with the service and what was imported since.</summary>
internal static class CalendarReader
{
    private static readonly Shifts Shifts = Shifts.Standard();
    private static readonly WorkCalendar Shipped = WorkCalendar.Standard();

    public static async Task<WorkCalendar> ReadAsync(GrievancesDb db, CancellationToken ct)
    {
        var rows = await db.Set<CalendarYearRow>().AsNoTracking().ToListAsync(ct);
        var city = rows.Count == 0 ? Shipped : With(rows.Select(Of));
        var hours = await db.Set<UnitHoursRow>().AsNoTracking().ToListAsync(ct);
        return hours.Count == 0 ? city : new WorkCalendar(city, hours.Select(WeekForm.Read));
    }

    /// <summary>The shipped years, and these with or over them.</summary>
    public static WorkCalendar With(IEnumerable<CalendarYear> years) =>
        new([.. AnnouncedYears.Standard, .. years], Shifts);

    public static string Json(IReadOnlyList<NamedDays> days) =>
        JsonSerializer.Serialize(days, JsonSerializerOptions.Web);

    internal static CalendarYear Of(CalendarYearRow row) => new(
        row.Year, row.Version, row.Source, Days(row.Off), Days(row.Work));

    private static List<NamedDays> Days(string json) =>
        JsonSerializer.Deserialize<List<NamedDays>>(json, JsonSerializerOptions.Web)!;
}

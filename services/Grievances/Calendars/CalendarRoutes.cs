using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Calendars;

internal static class CalendarRoutes
{
    public static void MapCalendar(this RouteGroupBuilder api)
    {
        var calendar = api.MapGroup("/calendar").WithTags("Calendar");
        calendar.MapGet("", ShowCalendar.HandleAsync).WithName("ShowCalendar")
            .WithSummary("工作日历：已公布的年份，及某月每天的性质与原因。 Announced years, and each day of a month with its reason.")
            .ForRoles(CaseAccess.Readers).WithExampleParameter("month", "2026-10");
        calendar.MapPost("/years/{year:int}", ImportYear.HandleAsync).WithName("ImportCalendarYear")
            .WithSummary("导入一年的放假与调休安排（可先试运行）。 Import a year's holidays and make-up days; dryRun shows only.")
            .ForRoles(Roles.Administrator).Idempotent()
            .WithExampleParameter("year", 2027).WithExampleParameter("dryRun", true)
            .WithExample(new ImportYear.Request(
                "2027 年部分节假日安排的通知",
                [new NamedDays(new(2027, 1, 1), new(2027, 1, 3), "元旦")],
                [new NamedDays(new(2027, 2, 20), new(2027, 2, 20), "春节")]));
    }
}

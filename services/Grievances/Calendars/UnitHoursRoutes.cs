using RiderPlatform.Grievances.Cases;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Calendars;

internal static class UnitHoursRoutes
{
    /// <summary>Who sets them, each for the units of their region.</summary>
    internal static readonly string[] Keepers = [Roles.Administrator, Roles.Dispatcher, Roles.Secretary];

    private static readonly string[] Desk = ["09:00-12:00", "13:30-18:00"];

    private static readonly SetUnitHours.Request Example = new(
        0, new(2026, 12, 1), false, new(Desk, Desk, Desk, Desk, Desk, ["10:00-16:00"], []));

    public static void MapUnitHours(this RouteGroupBuilder api)
    {
        var hours = api.MapGroup("/units/{id:guid}/hours").WithTags("Calendar");
        hours.MapGet("", ShowUnitHours.HandleAsync).WithName("ShowUnitHours")
            .WithSummary("单位的工作时间及历次修改。 A unit's own hours, and how they came to be.")
            .ForRoles([Roles.Secretary, .. CaseAccess.Readers]);
        hours.MapPut("", SetUnitHours.HandleAsync).WithName("SetUnitHours")
            .WithSummary("设定单位的工作时间。 Set a unit's own hours; deadlines that run already stay.")
            .ForRoles(Keepers).Idempotent().WithExample(Example);
        hours.MapPost("/preview", PreviewUnitHours.Handle).WithName("PreviewUnitHours")
            .WithSummary("预览：几个起点在修改前后的到期时间。 Due moments of examples, before and after.")
            .ForRoles(Keepers).WithExample(Example);
    }
}

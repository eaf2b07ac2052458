using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Routing;

internal static class SimulationRoutes
{
    /// <summary>Who keeps duties, and who lives with them.</summary>
    internal static readonly string[] Who = [Roles.Administrator, Roles.Secretary, Roles.Dispatcher];

    public static void MapSimulations(this RouteGroupBuilder api)
    {
        var routing = api.MapGroup("/routing").WithTags("Routing");
        routing.MapGet("/simulation", SimulateRouting.Handle).WithName("SimulateRouting")
            .WithSummary("派单模拟：某事某地某时归谁办、为什么。 Who would get it, and why; nothing is registered.")
            .ForRoles(Who).WithExampleParameter("category", "road.manhole")
            .WithExampleParameter("region", "510104017").WithExampleParameter("at", "2026-12-01T23:40:00+08:00");
        routing.MapPost("/preview", PreviewDuty.HandleAsync).WithName("PreviewDuty")
            .WithSummary("预览职责变更：近期案件中哪些会改派。 Which of the latest cases a duty would have sent elsewhere.")
            .ForRoles(Who).WithExample(
                new PreviewDuty.Request(Guid.Empty, "road.manhole", "510104", 10, new(2026, 12, 1), null));
    }
}

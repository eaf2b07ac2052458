using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Finding;
using RiderPlatform.Stations.Registration;

namespace RiderPlatform.Stations;

internal static class Endpoints
{
    public static void MapStationsEndpoints(this WebApplication app)
    {
        var stations = app.MapGroup("/api/v1/stations").WithTags("Stations");
        stations.MapGet("/nearest", FindNearest.Handle).AllowAnonymous()
            .WithName("FindNearest").WithSummary("最近的驿站。 The nearest stations.");
        stations.MapGet("/{id:guid}", ReadStation.HandleAsync).AllowAnonymous()
            .WithName("ReadStation").WithSummary("一个驿站。 One station.");
        stations.MapGet("", ListStations.HandleAsync).ForRoles(ListStations.Readers)
            .WithName("ListStations").WithSummary("辖区内的驿站名册。 The register of stations in the caller's scope.");
        stations.MapPost("", RegisterStation.HandleAsync).ForRoles(StationProblems.Owners).Idempotent()
            .WithName("RegisterStation").WithSummary("登记驿站。 Register a station.");
        stations.MapPut("/{id:guid}", ChangeStation.HandleAsync).ForRoles(StationProblems.Owners).Idempotent()
            .WithName("ChangeStation").WithSummary("修改驿站。 Change a station.");
        stations.MapPut("/{id:guid}/services", ChangeServices.HandleAsync).ForRoles(ChangeServices.Allowed).Idempotent()
            .WithName("ChangeServices").WithSummary("修改服务与开放时间（管理员或驿站管理员）。 Change services and hours; keepers too.");
        stations.MapPost("/{id:guid}/closure", CloseStation.HandleAsync).ForRoles(StationProblems.Owners).Idempotent()
            .WithName("CloseStation").WithSummary("关闭驿站。 Close a station for good.");
        stations.MapPost("/republish", RepublishStations.HandleAsync).ForRoles(Roles.Administrator)
            .WithName("RepublishStations").WithSummary("重新发布全部驿站。 Publish every station again for lagging copies.");
    }
}

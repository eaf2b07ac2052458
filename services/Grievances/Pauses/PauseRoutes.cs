using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Pauses;

internal static class PauseRoutes
{
    public static void MapPauses(this RouteGroupBuilder api)
    {
        var pauses = api.MapGroup("/cases/{id:guid}/pauses").WithTags("Pauses");
        pauses.MapGet("", ListPauses.HandleAsync).WithName("ListPauses")
            .WithSummary("延期与挂账申请。 Requests for extension and parking.").ForRoles(CaseAccess.Readers);
        pauses.MapPost("", RequestPause.HandleAsync).WithName("RequestPause")
            .WithSummary("申请延期或挂账。 Ask for an extension or parking.").ForRoles(Roles.Handler).Idempotent()
            .WithExample(new RequestPause.Request(
                PauseKind.Extension, "等待路政开挖许可", new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.Zero)));
        pauses.MapPost("/{pauseId:guid}/decision", DecidePause.HandleAsync).WithName("DecidePause")
            .WithSummary("审批延期或挂账。 Approve or refuse it.").ForRoles(Roles.Dispatcher, Roles.Supervisor).Idempotent()
            .WithExample(new DecidePause.Request(true, "同意"));
    }
}

using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Demands;

internal static class DemandRoutes
{
    private static readonly string[] Everybody = [Roles.Rider, .. DemandAccess.Staff];

    public static void AddDemands(this IServiceCollection services)
    {
        services.AddSingleton<NoShowSweep>();
        services.AddHostedService(s => s.GetRequiredService<NoShowSweep>());
    }

    public static void MapDemands(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/demands").WithTags("Demands");
        all.MapPost("", PublishDemand.HandleAsync).WithName("PublishDemand")
            .WithSummary("发布志愿服务需求。 Publish a need that riders claim.").ForRoles(DemandAccess.Staff).Idempotent()
            .WithExample(DemandBody.Example);
        all.MapGet("", ListDemands.HandleAsync).WithName("ListDemands")
            .WithSummary("需求清单，可按距离、类别、状态、区划筛选。 Demands, the nearest first where a position is given.")
            .ForRoles(Everybody).WithExampleParameter("near", "104.081,30.657").WithExampleParameter("within", 3000)
            .WithExampleParameter("kind", "demand.delivery").WithExampleParameter("status", "Open")
            .WithExampleParameter("region", "510104");
        all.MapGet("/claims", ListClaims.HandleAsync).WithName("ListDemandClaims")
            .WithSummary("我的认领；工作人员：待核实的服务。 Your claims; for staff those to verify.").ForRoles(Everybody)
            .WithExampleParameter("state", "Submitted");
        all.MapGet("/hours", CountHours.HandleAsync).WithName("CountVolunteerHours")
            .WithSummary("核实的志愿服务时长。 Verified hours of a rider or a team.")
            .ForRoles([.. Everybody, Roles.Supervisor, Roles.Leader]).WithExampleParameter("rider", "me");
        all.MapPost("/claims/{claimId:guid}/verification", VerifyClaim.HandleAsync).WithName("VerifyDemandClaim")
            .WithSummary("核实服务：通过并计时长，或说明理由退回。 Accept the work with its hours, or refuse it with a reason.")
            .ForRoles(DemandAccess.Staff).Idempotent().WithExample(new VerifyClaim.Request(true, 1.5m, null));
        all.MapGet("/claims/{claimId:guid}/photos/{photoId:guid}", ListClaims.PhotoAsync).WithName("GetDemandPhoto")
            .WithSummary("完成证明的照片。 A photo of a proof.").ForRoles(Everybody)
            .WithExampleParameter("size", "thumbnail");

        var one = all.MapGroup("/{id:guid}");
        one.MapGet("", ListDemands.OneAsync).WithName("GetDemand")
            .WithSummary("需求详情；工作人员可见认领与过程。 One demand; for staff with claims and events.").ForRoles(Everybody)
            .WithExampleParameter("near", "104.081,30.657");
        one.MapPut("", EditDemand.HandleAsync).WithName("EditDemand")
            .WithSummary("修改（首次认领前）。 Put it right, before the first claim.").ForRoles(DemandAccess.Staff)
            .Idempotent().WithExample(DemandBody.Example with { Version = 1 });
        one.MapPost("/cancel", CancelDemand.HandleAsync).WithName("CancelDemand")
            .WithSummary("取消并说明理由。 Cancel it; who claimed it is told why.").ForRoles(DemandAccess.Staff).Idempotent()
            .WithExample(new CancelDemand.Request("因暴雨改期"));
        MapRider(one);
    }

    private static void MapRider(RouteGroupBuilder one)
    {
        one.MapPost("/claim", ClaimDemand.HandleAsync).WithName("ClaimDemand")
            .WithSummary("认领。 Take a place.").ForRoles(Roles.Rider).Idempotent();
        one.MapPost("/withdraw", WithdrawClaim.HandleAsync).WithName("WithdrawDemandClaim")
            .WithSummary("开始前退出。 Give the place back before it begins.").ForRoles(Roles.Rider).Idempotent();
        one.MapPost("/check-in", CheckInToDemand.HandleAsync).WithName("CheckInToDemand")
            .WithSummary("到场签到（200 米内）。 Check in at the place, within 200 metres.").ForRoles(Roles.Rider)
            .Idempotent().WithExample(new CheckInToDemand.Request(104.081, 30.657));
        one.MapPost("/done", ProveDemand.HandleAsync).WithName("ProveDemand")
            .WithSummary("提交完成证明（说明与照片）。 Done: a note and photos.").ForRoles(Roles.Rider)
            .Accepts<ProveDemand.Request>("multipart/form-data")
            .WithMetadata(new IdempotencyFilter.IdempotentMetadata { KeptByRoute = true })
            .WithExample(new ProveDemand.Request("三份午餐已送到"));
    }
}

using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Verification;

internal static class VerificationRoutes
{
    public static void AddVerifications(this IServiceCollection services)
    {
        services.AddSingleton<VerificationSweep>();
        services.AddHostedService(s => s.GetRequiredService<VerificationSweep>());
    }

    public static void MapVerifications(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/verifications").WithTags("Verifications");
        all.MapGet("/near", FindVerifications.HandleAsync).WithName("FindVerifications")
            .WithSummary("请我核验的隐患。 Resolved hazards that you are asked to look at.").ForRoles(Roles.Rider)
            .WithExampleParameter("near", "104.081,30.657");
        all.MapGet("/{id:guid}", FindVerifications.OneAsync).WithName("GetVerification")
            .WithSummary("核验任务。 One of them.").ForRoles(Roles.Rider);
        all.MapGet("/{id:guid}/photos/{photoId:guid}", FindVerifications.PhotoAsync).WithName("GetVerificationPhoto")
            .WithSummary("隐患原照片；派单员：核验照片。 The hazard before; for dispatchers what was seen.")
            .ForRoles([Roles.Rider, .. ListAnswers.Who]).WithExampleParameter("size", "thumbnail");
        all.MapPost("/{id:guid}/claim", ClaimVerification.HandleAsync).WithName("ClaimVerification")
            .WithSummary("领取核验任务。 Go and look; one rider, for four hours.").ForRoles(Roles.Rider).Idempotent();
        all.MapPost("/{id:guid}/report", ReportVerification.HandleAsync).WithName("ReportVerification")
            .WithSummary("提交核验结果（200 米内，附照片）。 What you saw, from within 200 metres, with photos.")
            .ForRoles(Roles.Rider).Accepts<ReportVerification.Request>("multipart/form-data")
            .WithMetadata(new IdempotencyFilter.IdempotentMetadata { KeptByRoute = true })
            .WithExample(new ReportVerification.Request(Seen.Fixed, "井盖已换新", 104.081, 30.657));
        api.MapGroup("/cases/{id:guid}/verifications").WithTags("Cases")
            .MapGet("", ListAnswers.HandleAsync).WithName("ListVerifications")
            .WithSummary("现场核验结果与抽取依据。 What was seen, and how those who looked were drawn.")
            .ForRoles(ListAnswers.Who);
    }
}

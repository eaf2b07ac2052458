using RiderPlatform.Grievances.Cases;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>申诉: riders against platforms' penalties.</summary>
internal static class AppealRoutes
{
    private static readonly Guid Id = Guid.Parse("0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11");
    private static readonly DateTimeOffset Taken = new(2026, 11, 22, 16, 10, 0, TimeSpan.FromHours(8));

    public static void AddAppeals(this IServiceCollection services)
    {
        services.AddScoped<AppealFiling>();
        services.AddScoped<AppealAnswering>();
        services.AddScoped<MarkAppeals>();
        services.AddScoped<UpholdSilent>();
        services.AddHostedService<AppealSweep>();
    }

    public static void MapAppeals(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/appeals").WithTags("Appeals");
        all.MapPost("", FileAppeal.HandleAsync).WithName("FileAppeal")
            .WithSummary("骑手对平台处罚提出申诉（可附照片）。 A rider appeals against a platform's penalty.")
            .Accepts<FileAppeal.Request>("application/json", "multipart/form-data")
            .WithMetadata(new IdempotencyFilter.IdempotentMetadata { KeptByRoute = true })
            .WithExample(new FileAppeal.Request(
                Id, "MT-20261122-8812", "appeal.weather", "Money", 3500, 104.081, 30.657, null, Taken,
                Taken.AddMinutes(55), "暴雨积水绕行，系统判超时扣 35 元"));
        all.MapGet("", ListAppeals.HandleAsync).WithName("ListAppeals")
            .WithSummary("申诉列表：待答复的在前，绿色通道最先。 Appeals, open ones first, the green channel before all.")
            .ForRoles(AppealAccess.Readers).WithExampleParameter("figure", "Open");
        all.MapGet("/platforms", OneTap.Platforms).WithName("ListPlatforms")
            .WithSummary("当地可申诉的平台企业。 The platforms of a place.").WithExampleParameter("region", "510104");
        all.MapGet("/one-tap", OneTap.HandleAsync).WithName("PrepareAppeal")
            .WithSummary("一键申诉：此地当前的气象预警与平台企业。 Warnings in force here, and the platforms.")
            .ForRoles(Roles.Rider).WithExampleParameter("longitude", 104.081)
            .WithExampleParameter("latitude", 30.657);
        all.MapGet("/statistics", GetAppealStatistics.HandleAsync).WithName("GetAppealStatistics")
            .WithSummary("申诉统计：撤销、维持、逾期与退还金额。 What became of them, and the money that was given back.")
            .ForRoles(CaseAccess.Readers).WithExampleParameter("region", "5101");
        all.MapPost("/batch", AnswerBatch.HandleAsync).WithName("AnswerAppeals")
            .WithSummary("同一预警的申诉批量答复，先预览。 One decision for the appeals of one warning, after a preview.")
            .ForRoles(Roles.Handler).Idempotent()
            .WithExample(new AnswerBatch.Request(
                Id, "PenaltyRevoked", "暴雨橙色预警期间超时不计", Items: [new(Id, 2)]));
        all.MapGet("/{id:guid}", ListAppeals.OneAsync).WithName("GetAppeal")
            .WithSummary("一件申诉。 One appeal.").ForRoles(AppealAccess.Readers);
        all.MapPost("/{id:guid}/answer", AnswerAppeal.HandleAsync).WithName("AnswerAppeal")
            .WithSummary("平台答复：撤销、部分撤销，或附证据维持处罚。 The platform decides about the penalty.")
            .ForRoles(Roles.Handler).Accepts<AnswerAppeal.Request>("application/json", "multipart/form-data")
            .WithMetadata(new IdempotencyFilter.IdempotentMetadata { KeptByRoute = true })
            .WithExample(new AnswerAppeal.Request(2, "PenaltyPartlyRevoked", "部分时段受暴雨影响", 2000));
    }
}

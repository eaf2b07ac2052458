using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Projects;

/// <summary>Governance projects: from the weekly clustering to the check of whether it came back.</summary>
internal static class ProjectRoutes
{
    public static void AddProjects(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(
            builder.Configuration.GetSection("Projects").Get<ClusterOptions>() ?? new ClusterOptions());
        builder.Services.AddScoped<ProjectStep>();
        builder.Services.AddSingleton<ProjectSweep>();
        builder.Services.AddHostedService(s => s.GetRequiredService<ProjectSweep>());
    }

    public static void MapProjects(this RouteGroupBuilder api)
    {
        MapReading(api);
        var one = api.MapGroup("/projects/{id:guid}").WithTags("Projects");
        MapMeeting(one);
        MapWork(one);
    }

    private static string[] Who(ProjectAction action) => [.. ProjectTable.WhoMay(action)];

    private static void MapReading(RouteGroupBuilder api)
    {
        var all = api.MapGroup("/projects").WithTags("Projects");
        all.MapGet("", ListProjects.HandleAsync).WithName("ListProjects")
            .WithSummary("治理项目，最新提出的在前。 Governance projects, the newest proposals first.")
            .ForRoles(ProjectAccess.All).WithExampleParameter("status", "Proposed")
            .WithExampleParameter("region", "510104").WithExampleParameter("week", "2026-W47");
        all.MapPost("", ProposeProject.HandleAsync).WithName("ProposeProject")
            .WithSummary("提出治理项目。 Propose a project by hand.").ForRoles([.. ProjectTable.Meeting]).Idempotent()
            .WithExample(new ProposeProject.Request(
                "锦官驿停车难", "access.parking", "510104017", "多次座谈会反映", ["SQ20261122-100001"]));
        all.MapPost("/clusterings", StartClustering.HandleAsync).WithName("StartClustering")
            .WithSummary("立即分析某市某周的案件。 Cluster a city's week now.")
            .ForRoles(Roles.Administrator, Roles.Dispatcher).Idempotent()
            .WithExample(new StartClustering.Request("5101", "2026-W47"));
        all.MapGet("/{id:guid}", GetProject.HandleAsync).WithName("GetProject")
            .WithSummary("项目详情：依据、任务、成果、经过。 One project: why, items, outcomes, history.")
            .ForRoles(ProjectAccess.All);
        all.MapGet("/{id:guid}/cases", ListProjectCases.HandleAsync).WithName("ListProjectCases")
            .WithSummary("项目的案件。 The cases of a project.").ForRoles(ProjectAccess.All);
        api.MapGet("/open/policies", ListPolicies.HandleAsync).WithName("GetOpenPolicies").WithTags("Open")
            .WithSummary("由诉求推动出台的政策。 Policies that came of what riders said.").AllowAnonymous()
            .WithExampleParameter("region", "5101");
    }

    private static void MapMeeting(RouteGroupBuilder one)
    {
        one.MapPost("/adopt", AdoptProject.HandleAsync).WithName("AdoptProject")
            .WithSummary("立项。 The joint meeting adopts a proposal.").ForRoles(Who(ProjectAction.Adopt)).Idempotent()
            .WithExample(new AdoptProject.Request(
                1, "春熙路井盖整治", Guid.Empty, [], "两个月内井盖缺失归零", new DateOnly(2027, 1, 31)));
        one.MapPost("/merge", MergeProject.HandleAsync).WithName("MergeProject")
            .WithSummary("并入另一项目。 Merge it into another.").ForRoles(Who(ProjectAction.Merge)).Idempotent()
            .WithExample(new MergeProject.Request(1, Guid.Empty, "同一路段"));
        one.MapPost("/drop", DropProject.HandleAsync).WithName("DropProject")
            .WithSummary("不予立项。 Drop a proposal.").ForRoles(Who(ProjectAction.Drop)).Idempotent()
            .WithExample(new DropProject.Request(1, "已列入年度改造计划"));
        one.MapPost("/cases", ChangeProjectCases.AddAsync).WithName("AddProjectCases")
            .WithSummary("加入案件。 Put cases in.").ForRoles(Who(ProjectAction.AddCases)).Idempotent()
            .WithExample(new ChangeProjectCases.Request(2, ["XS20261122-100001"]));
        one.MapPost("/cases/removal", ChangeProjectCases.RemoveAsync).WithName("RemoveProjectCases")
            .WithSummary("移出案件。 Take cases out.").ForRoles(Who(ProjectAction.RemoveCases)).Idempotent()
            .WithExample(new ChangeProjectCases.Request(3, ["XS20261122-100001"]));
    }

    private static void MapWork(RouteGroupBuilder one)
    {
        one.MapPost("/items", ProjectItems.AddAsync).WithName("AddProjectItem")
            .WithSummary("布置任务。 Give out an item.").ForRoles(Who(ProjectAction.AddItem)).Idempotent()
            .WithExample(new ProjectItems.AddRequest(2, "更换防坠网井盖 40 处", Guid.Empty, new DateOnly(2026, 12, 20)));
        one.MapPost("/items/{itemId:guid}/report", ProjectItems.ReportAsync).WithName("ReportProjectItem")
            .WithSummary("报告任务完成。 Report an item done.").ForRoles(Who(ProjectAction.ReportItem)).Idempotent()
            .WithExample(new ProjectItems.ReportRequest(3, "40 处已全部更换"));
        one.MapPost("/outcomes", RecordOutcome.HandleAsync).WithName("RecordProjectOutcome")
            .WithSummary("登记成果：整改、政策或投入。 Record an outcome.").ForRoles(Who(ProjectAction.RecordOutcome))
            .Idempotent().WithExample(new RecordOutcome.Request(
                4, ProjectOutcomeKind.Policy, "明确井盖权属单位 2 小时到场", "成都市井盖管理办法", "成城管〔2026〕12 号",
                new DateOnly(2026, 12, 25)));
        one.MapPost("/close", CloseProject.HandleAsync).WithName("CloseProject")
            .WithSummary("结项，并约定复查。 Close it, to be checked later.").ForRoles(Who(ProjectAction.Close))
            .Idempotent().WithExample(new CloseProject.Request(5, "全部完成", 8, 3));
    }
}

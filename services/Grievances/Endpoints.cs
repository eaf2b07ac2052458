using RiderPlatform.Grievances.Appeals;
using RiderPlatform.Grievances.Assigning;
using RiderPlatform.Grievances.Boundaries;
using RiderPlatform.Grievances.Calendars;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Categories;
using RiderPlatform.Grievances.CoHandling;
using RiderPlatform.Grievances.Digests;
using RiderPlatform.Grievances.Demands;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Handovers;
using RiderPlatform.Grievances.Imports;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Lab;
using RiderPlatform.Grievances.Meetings;
using RiderPlatform.Grievances.Notes;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Open311;
using RiderPlatform.Grievances.Open;
using RiderPlatform.Grievances.Pauses;
using RiderPlatform.Grievances.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Statistics;
using RiderPlatform.Grievances.Supervision;
using RiderPlatform.Grievances.Verification;
using RiderPlatform.Grievances.Warnings;
using RiderPlatform.Grievances.Webhooks;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances;

/// <summary>Route table: one use case a line.</summary>
public static class Endpoints
{
    private static readonly string[] JsonOrForm = ["application/json", "multipart/form-data"];

    public static void MapGrievancesEndpoints(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        MapIntake(api.MapGroup("").WithTags("Clues"));
        MapOpen(api.MapGroup("/open").WithTags("Open"));
        MapRegistration(api.MapGroup("/cases").WithTags("Cases"));
        MapReading(api.MapGroup("/cases").WithTags("Cases"));
        api.MapGroup("/cases").WithTags("Cases").MapStatistics();
        MapSteps(api.MapGroup("/cases/{id:guid}")
            .WithTags("Cases"), app.ServiceProvider.GetRequiredService<TransitionTable>());
        MapCategories(api.MapGroup("/categories").WithTags("Categories"));
        MapRouting(api.MapGroup("").WithTags("Routing"));
        app.MapOpen311();
        api.MapGroup("/cases/{id:guid}/notes").WithTags("Cases").MapNotes();
        api.MapGroup("/webhooks").WithTags("Webhooks").MapWebhooks();
        api.MapGroup("/imports").WithTags("Imports").MapImports();
        api.MapCalendar();
        api.MapUnitHours();
        api.MapSimulations();
        api.MapPauses();
        api.MapCoHandling();
        api.MapLab();
        api.MapAssigning();
        api.MapSupervision();
        api.MapOnDuty();
        api.MapHandovers();
        api.MapDemands();
        api.MapVerifications();
        api.MapAppeals();
        api.MapWarnings();
        api.MapProjects();
        api.MapMeetings();
        api.MapDigests();
    }

    private static void MapIntake(RouteGroupBuilder api)
    {
        api.MapGet("/clues/similar", FindSimilar.HandleAsync).WithName("FindSimilarClues")
            .WithSummary("附近 100 米内的同类未结线索。 Open clues of the kind within 100 metres.").ForRoles(Roles.Rider)
            .WithExampleParameter("category", "road.manhole").WithExampleParameter("longitude", 104.081)
            .WithExampleParameter("latitude", 30.657);
        api.MapPost("/clues/joins", JoinClue.HandleAsync).WithName("JoinClue")
            .WithSummary("就是这一条：加入已有线索。 Join a clue that is reported already.").ForRoles(Roles.Rider)
            .Idempotent().WithExample(new JoinClue.Request("XS20261122-100001"));
        api.MapDelete("/clues/joins/{number}", JoinClue.LeaveAsync).WithName("LeaveClue")
            .WithSummary("不再关注。 Leave a clue that was joined.").ForRoles(Roles.Rider)
            .WithExampleParameter("number", "XS20261122-100001");
        api.MapGet("/clues/joins", ListJoinedClues.HandleAsync).WithName("ListJoinedClues")
            .WithSummary("我加入的线索。 The clues that you have joined.").ForRoles(Roles.Rider);
        api.MapGet("/clues/joins/{number}", GetJoinedClue.HandleAsync).WithName("GetJoinedClue")
            .WithSummary("我加入的一条线索及其公开进展。 A clue that you have joined, with its public story.")
            .ForRoles(Roles.Rider).WithExampleParameter("number", "XS20261122-100001");
        api.MapGet("/clues/news", RiderNews.HandleAsync).WithName("ListNews")
            .WithSummary("本人上报和加入的案件的消息。 News of what you have reported or joined.").ForRoles(Roles.Rider);
        api.MapPost("/clues", ReportClue.HandleAsync).WithName("ReportClue")
            .WithSummary("骑手上报线索（可附 1–9 张照片）。 A rider reports a clue, with up to nine photos.")
            .Accepts<ReportClue.Request>(JsonOrForm[0], JsonOrForm[1])
            .WithMetadata(new IdempotencyFilter.IdempotentMetadata { KeptByRoute = true })
            .WithExample(new ReportClue.Request("road.manhole", "春熙路口井盖缺失", 104.0810, 30.6570, null));
    }

    private static void MapRegistration(RouteGroupBuilder cases) =>
        cases.MapPost("", RegisterCase.HandleAsync).WithName("RegisterCase")
            .WithSummary("登记诉求、心愿、走访发现、座谈议题。 Register a grievance, wish, visit finding or forum item.")
            .ForRoles([Roles.Rider, .. RegisterCase.Staff])
            .Accepts<ReportClue.Request>(JsonOrForm[0], JsonOrForm[1])
            .WithMetadata(new IdempotencyFilter.IdempotentMetadata { KeptByRoute = true })
            .WithExample(new ReportClue.Request("labour.hours", "每天在线超过 12 小时，没有休息日", null, null, "510104017")
            {
                Kind = nameof(CaseKind.Grievance),
            });

    private static void MapOpen(RouteGroupBuilder open)
    {
        open.MapGet("/figures", OpenFigures.HandleAsync).WithName("GetOpenFigures")
            .WithSummary("公开数据：近 30 天。 Figures for the public, the last 30 days.").AllowAnonymous()
            .WithExampleParameter("region", "510104");
        open.MapGet("/hazards", OpenHazards.HandleAsync).WithName("GetOpenHazards")
            .WithSummary("公开隐患地图（GeoJSON）。 Hazards for the public map, as GeoJSON.").AllowAnonymous()
            .WithExampleParameter("region", "510104")
            .WithExampleParameter("box", "104.0,30.6,104.2,30.7");
        open.MapGet("/boundaries", OpenBoundaries.HandleAsync).WithName("GetOpenBoundaries")
            .WithSummary("公开区划轮廓（GeoJSON）。 Outlines of a region's parts, as GeoJSON.").AllowAnonymous()
            .WithExampleParameter("region", "5101");
    }

    private static void MapReading(RouteGroupBuilder cases)
    {
        cases.MapGet("", ListCases.HandleAsync).WithName("ListCases")
            .WithSummary("案件列表，紧急在前。 The cases that you may see, the immediate lane first.")
            .WithExampleParameter("status", "Dispatched").WithExampleParameter("region", "510104");
        cases.MapGet("/count", CountCases.HandleAsync).WithName("CountCases")
            .WithSummary("案件数量。 How many, in all and by status.").WithExampleParameter("category", "road");
        cases.MapGet("/transitions", ListTransitions.Handle).WithName("ListTransitions")
            .WithSummary("案件流转表与流转图。 The life of a case: table and diagram.").ForRoles(CaseAccess.Readers);
        cases.MapGet("/{id:guid}", GetCase.HandleAsync).WithName("GetCase")
            .WithSummary("案件详情。 One case with its photos.");
        cases.MapGet("/{id:guid}/timeline", GetTimeline.HandleAsync).WithName("GetTimeline")
            .WithSummary("办理过程。 What happened, step by step.");
        cases.MapGet("/{id:guid}/actions", ListActions.HandleAsync).WithName("ListActions")
            .WithSummary("当前可办的步骤，以及不可办的原因。 What you can do with it now, and why not the rest.");
        cases.MapGet("/{id:guid}/candidates", ExplainRouting.HandleAsync).WithName("ExplainRouting")
            .WithSummary("派单依据与可派单位。 Why it went there, and who could take it.").ForRoles(Roles.Dispatcher)
            .WithExampleParameter("q", "城管");
        cases.MapGet("/{id:guid}/photos/{photoId:guid}", GetPhoto.HandleAsync).WithName("GetPhoto")
            .WithSummary("照片。 A photo of a case.").WithExampleParameter("size", "thumbnail");
    }

    private static void MapSteps(RouteGroupBuilder one, TransitionTable table)
    {
        string[] Who(CaseAction action) => [.. table.WhoMay(action)];

        one.MapPost("/triage", TriageCase.HandleAsync).WithName("TriageCase")
            .WithSummary("研判：确认或更正类别与等级。 Confirm or correct category and severity.")
            .ForRoles(Who(CaseAction.Triage)).Idempotent()
            .WithExample(new TriageCase.Request(1, "road.damage", null, "是路面塌陷"));
        one.MapPost("/dispatch", DispatchCase.HandleAsync).WithName("DispatchCase")
            .WithSummary("派单。 Give the case to a unit.").ForRoles(Who(CaseAction.Dispatch)).Idempotent()
            .WithExample(new DispatchCase.Request(1, Guid.Empty, "请尽快处理"));
        one.MapPost("/accept", AcceptCase.HandleAsync).WithName("AcceptCase")
            .WithSummary("接单。 Accept the case for the unit.").ForRoles(Who(CaseAction.Accept)).Idempotent()
            .WithExample(new AcceptCase.Request(2, "SZCG-2026-118204"));
        one.MapPost("/return", ReturnCase.HandleAsync).WithName("ReturnCase")
            .WithSummary("退单（原因、依据职责与佐证）。 Return the case: reason, duty cited, proof.")
            .ForRoles(Who(CaseAction.Return)).Accepts<ReturnCase.Request>(JsonOrForm[0], JsonOrForm[1])
            .WithMetadata(new IdempotencyFilter.IdempotentMetadata { KeptByRoute = true })
            .WithExample(new ReturnCase.Request(
                2, ReturnReason.NotOurDuty, "该路段由交投公司管养", "市政设施管养分工（2025）第 3 条", "管养合同 CD-2025-118", null));
        one.MapPost("/refuse-return", RefuseReturn.HandleAsync).WithName("RefuseReturn")
            .WithSummary("驳回退单，原单位继续办理。 Refuse a return: the same unit keeps it.")
            .ForRoles(Who(CaseAction.RefuseReturn)).Idempotent()
            .WithExample(new RefuseReturn.Request(3, "管养合同已于 10 月移交，属你单位"));
        one.MapPost("/start", StartCase.HandleAsync).WithName("StartCase")
            .WithSummary("开始处置。 Say that the unit is at work.").ForRoles(Who(CaseAction.Start)).Idempotent()
            .WithExample(new StartCase.Request(3, "抢修队已到场"));
        one.MapPost("/resolve", ResolveCase.HandleAsync).WithName("ResolveCase")
            .WithSummary("办结（附现场照片）。 Report the case solved, with evidence.").ForRoles(Who(CaseAction.Resolve))
            .Accepts<ResolveCase.Request>(JsonOrForm[0], JsonOrForm[1])
            .WithMetadata(new IdempotencyFilter.IdempotentMetadata { KeptByRoute = true })
            .WithExample(new ResolveCase.Request(3, "已补装井盖"));
        one.MapPost("/callback", CallBackCase.HandleAsync).WithName("CallBackCase")
            .WithSummary("回访：骑手评价，或派单员电话回访记录。 The rider's answer, or what they said on the telephone.")
            .ForRoles(Who(CaseAction.CallBack)).Idempotent()
            .WithExample(new CallBackCase.Request(4, Solved.Solved, Satisfaction.Satisfied, "处理很快"));
        one.MapPost("/verify", VerifyCase.HandleAsync).WithName("VerifyCase")
            .WithSummary("核验通过。 It was looked at, and is done.").ForRoles(Who(CaseAction.Verify)).Idempotent()
            .WithExample(new VerifyCase.Request(4, "现场核查，井盖已补装"));
        one.MapPost("/refute", RefuteCase.HandleAsync).WithName("RefuteCase")
            .WithSummary("核验不通过，重新办理。 It was looked at, and is not done.").ForRoles(Who(CaseAction.Refute)).Idempotent()
            .WithExample(new RefuteCase.Request(4, "现场核查，井盖仍缺失"));
        one.MapPost("/close", CloseCase.HandleAsync).WithName("CloseCase")
            .WithSummary("销号。 Close the case.").ForRoles(Who(CaseAction.Close)).Idempotent()
            .WithExample(new CloseCase.Request(5, CaseOutcome.Solved));
        one.MapPost("/reject", RejectCase.HandleAsync).WithName("RejectCase")
            .WithSummary("不予受理（须说明原因）。 Turn the case down, with the reason.").ForRoles(Who(CaseAction.Reject))
            .Idempotent().WithExample(new RejectCase.Request(1, "属劳动仲裁事项，请向区仲裁委申请"));
        one.MapPost("/withdraw", WithdrawCase.HandleAsync).WithName("WithdrawCase")
            .WithSummary("骑手撤回。 The rider takes it back.").ForRoles(Who(CaseAction.Withdraw)).Idempotent()
            .WithExample(new WithdrawCase.Request(1, "已经自己解决"));
        one.MapPost("/merge", MergeCase.HandleAsync).WithName("MergeCase")
            .WithSummary("合并到另一案件。 Merge it into another case.").ForRoles(Who(CaseAction.Merge)).Idempotent()
            .WithExample(new MergeCase.Request(2, Guid.Empty, "同一处井盖"));
        one.MapPost("/split", SplitCase.HandleAsync).WithName("SplitCase")
            .WithSummary("撤销合并。 Undo a merge.").ForRoles(Who(CaseAction.Split)).Idempotent()
            .WithExample(new SplitCase.Request(3, "不是同一处"));
        one.MapPost("/reopen", ReopenCase.HandleAsync).WithName("ReopenCase")
            .WithSummary("重新打开（销号后 30 天内，骑手也可）。 Take the case up again, within 30 days; riders too.")
                .ForRoles(Who(CaseAction.Reopen)).Idempotent()
            .WithExample(new ReopenCase.Request(6, "骑手反映问题仍在"));
    }

    private static void MapCategories(RouteGroupBuilder categories)
    {
        categories.MapGet("", ListCategories.HandleAsync).WithName("ListCategories")
            .WithSummary("案件类别（三级）与表单。 What a case can be about, and what is asked.").AllowAnonymous()
            .WithExampleParameter("kind", "Grievance");
        categories.MapGet("/{code}/versions", ListCategoryVersions.HandleAsync).WithName("ListCategoryVersions")
            .WithSummary("类别的历次修改。 Every version of a category.").ForRoles(Roles.Administrator, Roles.Dispatcher)
            .WithExampleParameter("code", "road.manhole");
        categories.MapPut("/{code}", ChangeCategory.HandleAsync).WithName("ChangeCategory")
            .WithSummary("新增或修改类别，可预览。 Add or change a category, with a preview.").ForRoles(Roles.Administrator)
            .WithExampleParameter("code", "road.bicycle").WithExampleParameter("preview", "true")
            .WithExample(ChangeCategory.Example);
    }

    private static void MapRouting(RouteGroupBuilder api)
    {
        api.MapGet("/boundaries", ListBoundaries.HandleAsync).WithName("ListBoundaries")
            .WithSummary("区划边界。 Boundaries of regions and grids.").WithExampleParameter("region", "510104")
            .ForRoles(Roles.Administrator, Roles.Dispatcher, Roles.Supervisor);
        api.MapPost("/boundaries", ImportBoundaries.HandleAsync).WithName("ImportBoundaries")
            .WithSummary("导入 GeoJSON 边界。 Import boundaries as GeoJSON.").ForRoles(Roles.Administrator)
            .Accepts<object>("application/geo+json", "application/json")
            .WithExample(ImportBoundaries.Example).WithExampleParameter("validFrom", "2026-12-01");
    }
}

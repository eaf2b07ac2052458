using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.CoHandling;

internal static class CoTaskRoutes
{
    public static void MapCoHandling(this RouteGroupBuilder api)
    {
        api.MapGet("/cases/co-tasks", ListCoTasks.OfUnitsAsync).WithTags("Co-handling").WithName("ListMyCoTasks")
            .WithSummary("本单位待办的协办任务。 Open tasks of your units as co-handlers.").ForRoles(Roles.Handler);
        var tasks = api.MapGroup("/cases/{id:guid}/co-tasks").WithTags("Co-handling");
        tasks.MapGet("", ListCoTasks.OfCaseAsync).WithName("ListCoTasks")
            .WithSummary("案件的协办任务。 The co-handlers' tasks of a case.").ForRoles(CaseAccess.Readers);
        tasks.MapPost("", AskCoHandler.HandleAsync).WithName("AskCoHandler")
            .WithSummary("下达协办任务。 Ask another unit for a part of it.").ForRoles(AskCoHandler.Who).Idempotent()
            .WithExample(new AskCoHandler.Request(Guid.Empty, "配合交通疏导", true));
        tasks.MapGet("/units", ListCoUnits.HandleAsync).WithName("ListCoUnits")
            .WithSummary("可以请来协办的单位。 Units that may be asked to help.").ForRoles(AskCoHandler.Who)
            .WithExampleParameter("q", "交警");
        tasks.MapPost("/{taskId:guid}/extensions", ExtendCoTask.AskAsync).WithName("AskCoExtension")
            .WithSummary("协办单位申请延期。 The co-handler asks for more time.").ForRoles(Roles.Handler).Idempotent()
            .WithExample(new ExtendCoTask.Request(
                "等待路面封闭许可", new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.Zero)));
        tasks.MapPost("/{taskId:guid}/extensions/{extensionId:guid}/decision", ExtendCoTask.DecideAsync)
            .WithName("DecideCoExtension").WithSummary("主办单位或派单员审批协办延期。 The lead or a dispatcher decides.")
            .ForRoles(AskCoHandler.Who).Idempotent().WithExample(new ExtendCoTask.Decision(true, "同意"));
        foreach (var (action, route, summary, roles) in ((CoTaskAction, string, string, string[])[])
        [
            (CoTaskAction.Accept, "accept", "接受协办。 Accept the task.", [Roles.Handler]),
            (CoTaskAction.Finish, "finish", "协办完成。 The part is done.", [Roles.Handler]),
            (CoTaskAction.Decline, "decline", "不接协办。 Decline it.", [Roles.Handler]),
            (CoTaskAction.Cancel, "cancel", "取消协办任务。 It is not needed any more.", AskCoHandler.Who),
        ])
        {
            tasks.MapPost($"/{{taskId:guid}}/{route}", ChangeCoTask.By(action)).WithName($"{action}CoTask")
                .WithSummary(summary).ForRoles(roles).Idempotent()
                .WithExample(new ChangeCoTask.Request(action == CoTaskAction.Accept ? null : "已派两名交警疏导"));
        }
    }
}

using RiderPlatform.Grievances.Cases;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Supervision;

internal static class SupervisionRoutes
{
    public static void MapSupervision(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/supervision").WithTags("Supervision");
        all.MapGet("/board", ShowBoard.HandleAsync).WithName("ShowSupervisionBoard")
            .WithSummary("督办看板：各单位的预警、黄牌、红牌与督办单。 Units by level, and their orders.")
            .ForRoles(CaseAccess.Readers);
        all.MapGet("/orders", ListOrders.HandleAsync).WithName("ListSuperviseOrders")
            .WithSummary("督办单，未答复的在前。 Supervise orders, unanswered ones first.").ForRoles(CaseAccess.Readers)
            .WithExampleParameter("state", "Open");

        var one = api.MapGroup("/cases/{id:guid}").WithTags("Supervision");
        one.MapPost("/reminders", RemindUnit.HandleAsync).WithName("RemindUnit")
            .WithSummary("催办（骑手每天一次）。 Ask the unit to hurry; a rider once a day.")
            .ForRoles(Roles.Rider, Roles.Dispatcher).Idempotent().WithExample(new RemindUnit.Request("请尽快处理"));
        one.MapPost("/orders", IssueOrder.HandleAsync).WithName("IssueSuperviseOrder")
            .WithSummary("发出督办单。 Issue a supervise order.").ForRoles(Roles.Supervisor).Idempotent()
            .WithExample(new IssueOrder.Request("多次催办未办结，请说明情况"));
        one.MapPost("/orders/{orderId:guid}/answer", AnswerOrder.HandleAsync).WithName("AnswerSuperviseOrder")
            .WithSummary("答复督办单。 Answer a supervise order.").ForRoles(Roles.Handler, Roles.Dispatcher).Idempotent()
            .WithExample(new AnswerOrder.Request("井盖今日到货，明日上午安装"));
        one.MapPost("/orders/{orderId:guid}/lift", AnswerOrder.LiftAsync).WithName("LiftSuperviseOrder")
            .WithSummary("解除督办单。 Lift a supervise order.").ForRoles(Roles.Supervisor).Idempotent()
            .WithExample(new AnswerOrder.Request("已办结"));
    }
}

using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Points.Settlements;

internal static class SettlementRoutes
{
    private static readonly DateTimeOffset At = new(2026, 12, 1, 0, 20, 0, TimeSpan.FromHours(8));
    private static readonly Guid Id = Guid.Parse("0199d1c0-0000-7000-8000-000000000051");

    private static readonly SettlementView Made = new(
        Id, Guid.Parse("0199d1c0-0000-7000-8000-000000000052"), new(2026, 11, 1), "510104", 2, 600,
        SettlementState.Made, At, null, null, null,
        [new(Guid.Parse("0199d1c0-0000-7000-8000-000000000053"), "成都市骑手积分专项基金", "5101", 600, null, null)])
    {
        Stations = ["水井坊驿站"],
    };

    public static void MapSettlementRoutes(this RouteGroupBuilder settlements)
    {
        settlements.MapGet("/", ListSettlements.HandleAsync).ForRoles(ListSettlements.Readers)
            .WithName("ListSettlements").WithSummary("月度结算：各组织应得多少。 What organisations are owed, month by month.")
            .WithExampleParameter("month", "2026-11-01").WithExampleParameter("state", "Made")
            .WithExample(response: new Page<SettlementView>([Made], 1, 1, 20));
        settlements.MapGet("/{id:guid}", ListSettlements.GetAsync).ForRoles(ListSettlements.Readers)
            .WithName("GetSettlement").WithSummary("一份月度结算。 One settlement.").WithExample(response: Made);
        settlements.MapGet("/{id:guid}/lines", ListSettlements.LinesAsync).ForRoles(ListSettlements.Readers)
            .WithName("ListSettlementLines").WithSummary("结算金额背后的每一张券。 Each voucher behind the figure.")
            .WithExample(response: new Page<SettlementView.Line>(
                [new("7K3M-9QWE-R2T8", Id, "人民食堂餐券", "People's canteen meal", "水井坊驿站", At.AddDays(-3), 30, 300)],
                1, 1, 20));
        settlements.MapGet("/{id:guid}/lines.csv", ListSettlements.FileAsync).ForRoles(ListSettlements.Readers)
            .WithName("DownloadSettlement").WithSummary("结算明细文件（CSV）。 The lines as a file.")
            .Produces<string>(200, "text/csv");
        settlements.MapPost("/{id:guid}/answer", AnswerSettlement.HandleAsync).ForRoles(Roles.Keeper).Idempotent()
            .WithName("AnswerSettlement").WithSummary("承办组织确认或提出异议。 The organisation confirms or objects.")
            .WithExample(new AnswerSettlement.Request(true, null),
                Made with { State = SettlementState.Confirmed, ConfirmedAt = At.AddDays(1) });
        settlements.MapPost("/{id:guid}/funds/{fund:guid}/payment", PaySettlement.HandleAsync)
            .ForRoles(Roles.Administrator).Idempotent().RememberRefusals()
            .WithName("PaySettlement").WithSummary("登记基金已支付，仅一次。 A fund has paid its part; once.")
            .WithExample(new PaySettlement.Request(Id, "工行 20261203-0017"), Made with
            {
                State = SettlementState.Paid, ConfirmedAt = At.AddDays(1),
                Parts = [Made.Parts[0] with { PaidAt = At.AddDays(2), Reference = "工行 20261203-0017" }],
            });
    }
}

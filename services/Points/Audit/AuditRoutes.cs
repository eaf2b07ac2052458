using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Points.Audit;

internal static class AuditRoutes
{
    public static void MapAuditRoutes(this RouteGroupBuilder points)
    {
        var at = new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.FromHours(8));
        var one = new LiftViolation.View(Guid.Parse("0199d1c0-0000-7000-8000-000000000031"), "Unequal", "1207",
            "0 31 0 0; transfers: 0 30 0 0", at, null, null);
        points.MapGet("/audit", LiftViolation.ListAsync).ForRoles(Roles.Operations, Roles.Administrator)
            .WithName("GetLedgerAudit").WithSummary("账本持续核对的进度与异常；有异常即暂停兑换。 The running audit, and what it found.")
            .WithExample(response: new LiftViolation.Answer(
                true, 120_000, at, at, new Page<LiftViolation.View>([one], 1, 1, 20)));
        points.MapPost("/audit/violations/{id:guid}/lifting", LiftViolation.HandleAsync)
            .ForRoles(Roles.Operations, Roles.Administrator).Idempotent().RememberRefusals()
            .WithName("LiftLedgerViolation")
            .WithSummary("查明原因后解除一项异常；全部解除后恢复兑换。 Lifts a violation with a reason; redemptions go on.")
            .WithExample(
                new LiftViolation.Request("手工改动账户余额，已按分录恢复"),
                one with { LiftedAt = at.AddHours(1), LiftReason = "手工改动账户余额，已按分录恢复" });
    }
}

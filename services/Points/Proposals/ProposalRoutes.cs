using RiderPlatform.Points.Data;
using RiderPlatform.Points.Debts;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Points.Proposals;

internal static class ProposalRoutes
{
    private static readonly Guid Award = Guid.Parse("0199d1c0-0000-7000-8000-000000000011");

    private static readonly ProposalView Asked = new(
        Guid.Parse("0199d1c0-0000-7000-8000-000000000012"), ProposalKind.Clawback,
        Guid.Parse("0199d1c0-0000-7000-8000-000000000013"), "510104", 30, Award, "线索经核实为虚报", "核查记录 2026-117",
        ProposalStatus.Open, true, new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.FromHours(8)), null, null, 0, 0);

    public static void MapProposalRoutes(this RouteGroupBuilder points)
    {
        points.MapPost("/riders/{id:guid}/grants", AskForPoints.GrantAsync).ForRoles(RidersInScope.Staff).Idempotent()
            .RememberRefusals().WithName("AskForGrant")
            .WithSummary("申请人工核发积分，由另一人审批。 Asks to give points by hand; another person decides.")
            .WithExample(
                new AskForPoints.Grant(50, "抗洪志愿服务", "街道志愿者名单 2026-08"),
                Asked with { Kind = ProposalKind.Grant, AwardId = null, Points = 50, Reason = "抗洪志愿服务" });
        points.MapPost("/riders/{id:guid}/clawbacks", AskForPoints.ClawbackAsync).ForRoles(RidersInScope.Staff)
            .Idempotent().RememberRefusals().WithName("AskForClawback")
            .WithSummary("申请收回一笔错误奖励，由另一人审批。 Asks to take a wrong award back; another person decides.")
            .WithExample(new AskForPoints.Clawback(Award, Asked.Reason, Asked.Source), Asked);
        points.MapGet("/proposals", ListProposals.HandleAsync).ForRoles(RidersInScope.Staff)
            .WithName("ListPointProposals").WithSummary("待审批与已决定的人工核发和收回。 Grants and clawbacks, open first.")
            .WithExampleParameter("status", "Open")
            .WithExample(response: new Page<ProposalView>([Asked], 1, 1, 20));
        points.MapGet("/proposals/{id:guid}", ListProposals.GetAsync).ForRoles(RidersInScope.Staff)
            .WithName("GetPointProposal").WithSummary("一项人工核发或收回。 One grant or clawback.")
            .WithExample(response: Asked);
        points.MapPost("/proposals/{id:guid}/decision", DecideProposal.HandleAsync).ForRoles(RidersInScope.Staff)
            .Idempotent().RememberRefusals().WithName("DecidePointProposal")
            .WithSummary("审批：同意即办理，仅一次；申请人不得审批。 Decides and carries out, once; never who asked.")
            .WithExample(
                new DecideProposal.Request(true, null),
                Asked with { Status = ProposalStatus.Approved, Mine = false, Taken = 20, Owed = 10 });
        points.MapGet("/me/debts", ListMyDebts.HandleAsync).ForRoles(Roles.Rider)
            .WithName("ListMyDebts").WithSummary("被收回的奖励、原因与欠还积分。 What was taken back from me, why, and what I owe.")
            .WithExample(response: new List<ListMyDebts.Item>
            {
                new(Asked.Id, Asked.AskedAt, Award, null, Asked.Reason, 30, 20, 10, 5),
            });
    }
}

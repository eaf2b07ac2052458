using RiderPlatform.Points.Audit;
using RiderPlatform.Points.Balances;
using RiderPlatform.Points.Boards;
using RiderPlatform.Points.Closes;
using RiderPlatform.Points.Figures;
using RiderPlatform.Points.Funds;
using RiderPlatform.Points.Ledger;
using RiderPlatform.Points.Lots;
using RiderPlatform.Points.Proposals;
using RiderPlatform.Points.Rewards;
using RiderPlatform.Points.Rules;
using RiderPlatform.Points.Settlements;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Points;

/// <summary>Every route of the service, one line a use case; the gateway exposes the same paths.</summary>
public static class Endpoints
{
    public static void MapPointsEndpoints(this IEndpointRouteBuilder app)
    {
        var points = app.MapGroup("/api/v1/points").WithTags("Points");
        points.MapStatementRoutes();
        points.MapGet("/figures", ReadFigures.HandleAsync).AllowAnonymous()
            .WithName("ReadPointsFigures").WithSummary("积分公开数据：发放、使用、兑换券，按日。 Open figures of points, by day.")
            .WithExampleParameter("from", "2026-01-01").WithExampleParameter("to", "2026-01-31");
        points.MapGet("/verification", VerifyLedger.HandleAsync).ForRoles(Roles.Operations, Roles.Administrator)
            .WithName("VerifyLedger").WithSummary("核对账本：借贷平衡、余额等于分录、基金足额。 Proves the ledger from its entries.");
        points.MapGet("/journal", ExportJournal.Handle).ForRoles(Roles.Operations, Roles.Administrator)
            .WithName("ExportJournal")
            .WithSummary("账本全部分录，hledger 日记账文本，供独立核对。 Every entry as a journal that hledger reads.")
            .Produces<string>(200, "text/plain").WithExampleParameter("from", "2026-01-01")
            .WithExampleParameter("to", "2026-12-31");
        points.MapRuleRoutes();
        points.MapAuditRoutes();
        points.MapCloseRoutes();
        points.MapLotRoutes();
        points.MapProposalRoutes();
        points.MapBoardRoutes();

        app.MapGroup("/api/v1/rewards").WithTags("Rewards").MapRewardRoutes();

        app.MapGroup("/api/v1/settlements").WithTags("Settlements").MapSettlementRoutes();

        app.MapGroup("/api/v1/vouchers").WithTags("Vouchers").MapVoucherRoutes();

        var funds = app.MapGroup("/api/v1/funds").WithTags("Funds");
        funds.MapGet("/", ListFunds.HandleAsync).ForRoles(ListFunds.Readers)
            .WithName("ListFunds").WithSummary("专项基金列表。 Funds in scope.");
        funds.MapPost("/", OpenFund.HandleAsync).ForRoles(Roles.Administrator).Idempotent()
            .WithName("OpenFund").WithSummary("设立专项基金。 Opens a fund with a budget.");
        funds.MapGet("/open", ListFunds.OpenAsync).AllowAnonymous()
            .WithName("ListOpenFunds")
            .WithSummary("专项基金公示：预算、可用、备付、已用、已付。 Funds for everybody: budget, left, committed, spent, paid.");
        funds.MapGet("/{id:guid}", ListFunds.GetAsync).ForRoles(ListFunds.Readers)
            .WithName("GetFund").WithSummary("基金的预算、可用、备付与已用。 A fund's amounts.");
        funds.MapGet("/{id:guid}/statement", ListFunds.StatementAsync).ForRoles(ListFunds.Readers)
            .WithName("GetFundStatement").WithSummary("基金流水。 A fund's statement.");
        funds.MapPut("/{id:guid}/allotment", AllotToFund.HandleAsync).ForRoles(Roles.Administrator).Idempotent()
            .WithName("AllotToFund").WithSummary("上级基金给下级的额度；调低时收回未用部分。 What a fund may lease of its parent's money.");
        funds.MapPost("/{id:guid}/deposits", DepositIntoFund.HandleAsync).ForRoles(Roles.Administrator).Idempotent()
            .WithName("DepositIntoFund").WithSummary("向基金追加资金。 Money into a fund.");
        funds.MapPost("/{id:guid}/deposits/{depositId:guid}/reversal", ReverseDeposit.HandleAsync)
            .ForRoles(Roles.Administrator).Idempotent().RememberRefusals()
            .WithName("ReverseDeposit").WithSummary("冲正一笔误入的资金，仅一次。 Reverses a deposit by a new transfer, once.")
            .WithExample(request: new ReverseDeposit.Request(
                Guid.Parse("0199d1c0-0000-7000-8000-000000000002"), "金额录错，重新入账"));
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Ledger;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Funds;

public static class ListFunds
{
    /// <summary>Who may look at a fund; which ones, the grant's region says.</summary>
    public static readonly string[] Readers =
        [Roles.Administrator, Roles.Operations, Roles.Supervisor, Roles.Leader, Roles.Secretary];

    public static async Task<Ok<Page<FundView>>> HandleAsync(
        [AsParameters] Paging paging, Scope scope, PointsDb db, CancellationToken ct) =>
        TypedResults.Ok(await paging.OfAsync(FundView.Of(db, Visible(db, scope)), ct));

    /// <summary>Those in use, for everybody.</summary>
    /// <param name="region">Those of it, of what lies in it, and of what it lies in.</param>
    public static async Task<Results<Ok<Page<FundView>>, ProblemHttpResult>> OpenAsync(
        string? region, [AsParameters] Paging paging, PointsDb db, CancellationToken ct)
    {
        if (region is { Length: > 0 } && !RegionCodes.IsValid(region))
        {
            return new Invalid().Add("region", "区划代码应为 2、4、6、9 或 12 位数字。", "Region: 2, 4, 6, 9 or 12 digits.")
                .ToProblem();
        }

        var funds = db.Funds.AsNoTracking().Where(f => f.Active && (string.IsNullOrEmpty(region)
            || f.RegionCode.StartsWith(region) || region.StartsWith(f.RegionCode)));
        return TypedResults.Ok(await paging.OfAsync(FundView.Of(db, funds), ct));
    }

    public static async Task<Results<Ok<FundView>, ProblemHttpResult>> GetAsync(
        Guid id, Scope scope, PointsDb db, CancellationToken ct) =>
        await FundView.Of(db, Visible(db, scope).Where(f => f.Id == id)).SingleOrDefaultAsync(ct) is { } fund
            ? TypedResults.Ok(fund) : Refusal.NotFound.ToProblem();

    public static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> StatementAsync(
        Guid id, [AsParameters] Paging paging, Scope scope, PointsDb db, CancellationToken ct)
    {
        if (await Visible(db, scope).SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fund)
        {
            return Refusal.NotFound.ToProblem();
        }

        var transfers = db.Transfers.AsNoTracking().Where(t => t.FundId == id).OrderByDescending(t => t.Id);
        var page = await paging.OfAsync(transfers, ct);
        return TypedResults.Ok(
            new Page<Line>([.. page.Items.Select(t => Line.Of(t, fund))], page.Total, page.PageNumber, page.PageSize,
                page.TotalExceeded));
    }

    private static IQueryable<Fund> Visible(PointsDb db, Scope scope) =>
        db.Funds.AsNoTracking().Where(scope.Covers<Fund>(f => f.RegionCode, f => null, Readers));

    /// <summary>One movement of the fund's money and how each of its three amounts changed.</summary>
    /// <param name="Reference">Deposit, batch of awards, voucher, or for an allotment the other fund.</param>
    public sealed record Line(
        Guid Id, DateTimeOffset At, string Kind, long AvailableFen, long CommittedFen, long SpentFen, Guid Reference,
            string Zh, string En)
    {
        internal static Line Of(Transfer t, Fund fund) => t.Kind switch
        {
            TransferKind.Deposit => Make(t, t.Amount, 0, 0, "资金拨入", "Money in"),
            TransferKind.Commitment => Make(t, -t.Amount, t.Amount, 0, "发放积分，转为备付", "Points awarded: set aside"),
            TransferKind.Release => Make(t, t.Amount, -t.Amount, 0, "兑换结余，退回可用", "Redemption cost less: released"),
            TransferKind.Retirement => Make(t, t.Amount, -t.Amount, 0, "积分失效，退回可用", "Points ended: released"),
            TransferKind.Reversal => Make(t, -t.Amount, 0, 0, "冲正误入资金", "Deposit reversed"),
            TransferKind.Payable => Make(t, 0, -t.Amount, t.Amount, "奖品已交付，应付承办组织", "Reward handed over: owed"),
            TransferKind.Payment => Make(t, 0, 0, 0, "向承办组织付款（月结）", "Paid to the organisation for a month"),
            TransferKind.Allotment when t.CreditAccount == fund.AvailableAccount =>
                Make(t, t.Amount, 0, 0, "预算拨给：到账", "Allotment: received"),
            TransferKind.Allotment => Make(t, -t.Amount, 0, 0, "预算拨给：拨出", "Allotment: given"),
            _ => throw new InvalidOperationException($"{t.Kind} moves no money."),
        };

        private static Line Make(Transfer t, long available, long committed, long spent, string zh, string en) =>
            new(t.Id, t.At, t.Kind.ToString(), available, committed, spent, t.Reference, zh, en);
    }
}

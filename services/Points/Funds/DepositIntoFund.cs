using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Ledger;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Funds;

public static class DepositIntoFund
{
    private static readonly Refusal OtherContent = new(409, "DepositExistsWithOtherContent",
        "该编号的入账已存在且内容不同，请换一个编号。", "A deposit with this id exists with other content. Use another id.");

    /// <param name="Id">Made by the caller, a UUID of version 7: the same deposit sent again moves nothing.</param>
    public sealed record Request(Guid Id, long AmountFen);

    public static async Task<Results<Ok<FundView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Id.Version != 7, "id", "编号应为第 7 版 UUID。", "Id: a UUID of version 7.")
            .When(request.AmountFen is < 1 or > OpenFund.MaxFen, "amountFen", "金额（分）应在 1 与一百亿元之间。",
                "Amount in fen: 1 to 10 billion yuan.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var fund = await db.Funds.AsNoTracking()
            .Where(scope.Covers<Fund>(f => f.RegionCode, f => null, Roles.Administrator))
            .SingleOrDefaultAsync(f => f.Id == id, ct);
        if (fund is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        try
        {
            await db.InTransactionAsync(
                () => db.PostAsync([Movement(fund, request.Id, request.AmountFen)], time.GetUtcNow(), ct), ct);
        }
        catch (Exception e) when (Posting.IsOtherContent(e))
        {
            return OtherContent.ToProblem();
        }

        return TypedResults.Ok(await FundView.Of(db, db.Funds.Where(f => f.Id == id)).SingleAsync(ct));
    }

    internal static Movement Movement(Fund fund, Guid id, long amountFen) => new(
        id, TransferKind.Deposit, TransferPhase.Immediate, fund.TreasuryAccount, fund.AvailableAccount, amountFen,
            fund.Id, null, fund.Id);
}

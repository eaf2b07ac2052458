using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Ledger;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Funds;

/// <summary>
/// Takes a mistaken deposit back by a new transfer that names the old one; nothing that was written is changed.
/// </summary>
public static class ReverseDeposit
{
    private static readonly Refusal AlreadyReversed = new(409, "AlreadyReversed",
        "这笔入账已经冲正。", "This deposit was reversed before.");

    private static readonly Refusal Spent = new(409, "FundNoLongerHasIt",
        "基金可用余额不足，部分资金已用于积分，不能冲正。", "The fund no longer has the money: points stand on it.");

    /// <param name="Id">Made by the caller, a UUID of version 7: the same reversal sent again moves nothing.</param>
    public sealed record Request(Guid Id, string Reason);

    public static async Task<Results<Ok<FundView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid depositId, Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Id.Version != 7, "id", "编号应为第 7 版 UUID。", "Id: a UUID of version 7.")
            .When(string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 200, "reason",
                "原因为 1–200 字。", "Reason: 1–200 characters.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var fund = await db.Funds.AsNoTracking()
            .Where(scope.Covers<Fund>(f => f.RegionCode, f => null, Roles.Administrator))
            .SingleOrDefaultAsync(f => f.Id == id, ct);
        var deposit = await db.Transfers.AsNoTracking().SingleOrDefaultAsync(
            t => t.Id == depositId && t.FundId == id && t.Kind == TransferKind.Deposit, ct);
        if (fund is null || deposit is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        try
        {
            var refusal = await db.InTransactionAsync(
                () => ReverseAsync(db, fund, deposit, request, scope.Subject, time.GetUtcNow(), ct), ct);
            return refusal is not null
                ? refusal.ToProblem()
                : TypedResults.Ok(await FundView.Of(db, db.Funds.Where(f => f.Id == id)).SingleAsync(ct));
        }
        catch (Exception e) when (Posting.IsOtherContent(e) || TransientFaults.ViolatedUnique(e) is not null)
        {
            return AlreadyReversed.ToProblem();
        }
    }

    private static async Task<Refusal?> ReverseAsync(
        PointsDb db, Fund fund, Transfer deposit, Request request, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        var available = (await db.Accounts
            .FromSql($"select * from account where id = {fund.AvailableAccount} for no key update")
            .AsNoTracking().ToListAsync(ct))[0];
        if (await db.Reversals.AsNoTracking().SingleOrDefaultAsync(r => r.OriginalId == deposit.Id, ct) is { } done)
        {
            return (done.TransferId, done.Reason) == (request.Id, request.Reason.Trim()) ? null : AlreadyReversed;
        }

        if (available.Credits - available.Debits - available.DebitsPending < deposit.Amount)
        {
            return Spent;
        }

        db.Add(new Reversal
        {
            OriginalId = deposit.Id, TransferId = request.Id, Reason = request.Reason.Trim(), MadeBy = by,
            MadeAt = now,
        });
        await db.SaveChangesAsync(ct);
        await db.PostAsync(
            [new(request.Id, TransferKind.Reversal, TransferPhase.Immediate, deposit.CreditAccount,
                deposit.DebitAccount, deposit.Amount, deposit.Id, null, fund.Id)], now, ct);
        return null;
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Funds;
using RiderPlatform.Points.Ledger;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Settlements;

/// <summary>
/// A fund's part was paid at the bank: it is written into the ledger, once. Who confirmed for the organisation cannot
/// pay for the fund.
/// </summary>
public static class PaySettlement
{
    private static readonly Refusal NotConfirmed = new(409, "NotConfirmed",
        "该结算尚未经承办组织确认。", "The organisation has not confirmed this settlement.");

    private static readonly Refusal AlreadyPaid = new(409, "AlreadyPaid",
        "该基金已支付这一部分。", "This fund has paid its part.");

    private static readonly Refusal OwnConfirmation = new(409, "OwnConfirmation",
        "须由确认人以外的人支付。", "Another person than who confirmed it has to pay.");

    /// <param name="Id">Made by the caller, a UUID of version 7: the same payment sent again moves nothing.</param>
    /// <param name="Reference">The bank's.</param>
    public sealed record Request(Guid Id, string Reference);

    public static async Task<Results<Ok<SettlementView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid fund, Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Id.Version != 7, "id", "编号应为第 7 版 UUID。", "Id: a UUID of version 7.")
            .When(string.IsNullOrWhiteSpace(request.Reference) || request.Reference.Length > 100, "reference",
                "请填写付款凭证号，1–100 字。", "The bank's reference: 1–100 characters.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var payer = await db.Funds.AsNoTracking()
            .Where(scope.Covers<Fund>(f => f.RegionCode, f => null, Roles.Administrator))
            .SingleOrDefaultAsync(f => f.Id == fund, ct);
        if (payer is null || !await db.SettlementParts.AnyAsync(p => p.SettlementId == id && p.FundId == fund, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        try
        {
            var refusal = await db.InTransactionAsync(
                () => PayAsync(db, id, payer, request, scope.Subject, time.GetUtcNow(), ct), ct);
            return refusal is not null
                ? refusal.ToProblem() : TypedResults.Ok(await ListSettlements.ViewOfAsync(db, id, ct));
        }
        catch (Exception e) when (Posting.IsOtherContent(e) || TransientFaults.ViolatedUnique(e) is not null)
        {
            return AlreadyPaid.ToProblem();
        }
    }

    private static async Task<Refusal?> PayAsync(
        PointsDb db, Guid id, Fund fund, Request request, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        var settlement = await db.Settlements.FromSql($"select * from settlement where id = {id} for update")
            .SingleAsync(ct);
        var parts = await db.SettlementParts.Where(p => p.SettlementId == id).ToListAsync(ct);
        var part = parts.Single(p => p.FundId == fund.Id);
        if (part.PaidAt is not null)
        {
            return (part.TransferId, part.Reference) == (request.Id, request.Reference.Trim()) ? null : AlreadyPaid;
        }

        if (settlement.State != SettlementState.Confirmed)
        {
            return NotConfirmed;
        }

        if (settlement.ConfirmedBy == by)
        {
            return OwnConfirmation;
        }

        var owed = await db.AccountOfAsync(AccountKind.Organisation, settlement.OrganisationId, fund.Id, ct);
        var paid = await db.AccountOfAsync(AccountKind.Paid, fund.Id, fund.Id, ct);
        await db.PostAsync(
            [new(request.Id, TransferKind.Payment, TransferPhase.Immediate, owed, paid, part.Fen, id, null, fund.Id)],
            now, ct);
        (part.TransferId, part.Reference, part.PaidBy, part.PaidAt) = (request.Id, request.Reference.Trim(), by, now);
        if (parts.TrueForAll(p => p.PaidAt is not null))
        {
            settlement.State = SettlementState.Paid;
        }

        await db.SaveChangesAsync(ct);
        return null;
    }
}

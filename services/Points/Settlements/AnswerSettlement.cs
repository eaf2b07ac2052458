using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Settlements;

/// <summary>
/// The organisation's word: it is right, or what is wrong with it. An objection may be followed by another, or by the
/// confirmation; what is confirmed stays so.
/// </summary>
public static class AnswerSettlement
{
    private static readonly Refusal Confirmed = new(409, "AlreadyConfirmed",
        "该结算已确认。", "This settlement was confirmed before.");

    /// <param name="Agree">False needs <paramref name="Objection"/>.</param>
    public sealed record Request(bool Agree, string? Objection);

    public static async Task<Results<Ok<SettlementView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid().When(
            !request.Agree && (string.IsNullOrWhiteSpace(request.Objection) || request.Objection.Length > 500),
            "objection", "请说明哪里不对，1–500 字。", "Say what is wrong: 1–500 characters.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var own = db.Settlements.AsNoTracking().Where(
            scope.Covers<Settlement>(s => s.RegionCode, s => s.OrganisationId, Roles.Keeper));
        if (!await own.AnyAsync(s => s.Id == id, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        return await db.InTransactionAsync<Results<Ok<SettlementView>, ProblemHttpResult>>(async () =>
        {
            var settlement = await db.Settlements.FromSql($"select * from settlement where id = {id} for update")
                .SingleAsync(ct);
            if (settlement.State is SettlementState.Confirmed or SettlementState.Paid)
            {
                return request.Agree
                    ? TypedResults.Ok(await ListSettlements.ViewOfAsync(db, id, ct)) : Confirmed.ToProblem();
            }

            var now = time.GetUtcNow();
            if (request.Agree)
            {
                (settlement.State, settlement.ConfirmedBy, settlement.ConfirmedAt) =
                    (SettlementState.Confirmed, scope.Subject, now);
            }
            else
            {
                (settlement.State, settlement.Objection, settlement.ObjectedAt) =
                    (SettlementState.Objected, request.Objection!.Trim(), now);
            }

            await db.SaveChangesAsync(ct);
            return TypedResults.Ok(await ListSettlements.ViewOfAsync(db, id, ct));
        }, ct);
    }
}

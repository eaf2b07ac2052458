using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Debts;

/// <summary>What was taken back from the calling rider, why, and what is still owed.</summary>
public static class ListMyDebts
{
    /// <param name="Taken">Taken at once.</param>
    /// <param name="Owed">Left as a debt, of which <paramref name="Repaid"/> is repaid.</param>
    /// <param name="CaseId">The case whose award it was, where it was one: what to name in an appeal.</param>
    public sealed record Item(
        Guid Id, DateTimeOffset At, Guid AwardId, Guid? CaseId, string Reason, long Points, long Taken, long Owed,
        long Repaid);

    public static async Task<Results<Ok<List<Item>>, ProblemHttpResult>> HandleAsync(
        Scope scope, PointsDb db, CancellationToken ct)
    {
        if (scope.RiderId is not { } rider)
        {
            return Refusal.Forbidden.ToProblem();
        }

        var items = await (
            from p in db.Proposals.AsNoTracking()
            where p.RiderId == rider && p.Kind == Proposals.ProposalKind.Clawback
                && p.Status == Proposals.ProposalStatus.Approved
            join d in db.Decisions on new { p.RiderId, Id = p.AwardId } equals new { d.RiderId,
                Id = (Guid?)d.TransferId }
            join b in db.Debts on p.Id equals b.Id into debts
            from b in debts.DefaultIfEmpty()
            orderby p.DecidedAt descending
            select new Item(
                p.Id, p.DecidedAt!.Value, d.TransferId, d.Rule == RuleBook.SolvedCase ? d.CaseId : null, p.Reason,
                p.Points, p.Taken, b == null ? 0 : b.Points, b == null ? 0 : b.Repaid)).Take(100).ToListAsync(ct);
        return TypedResults.Ok(items);
    }
}

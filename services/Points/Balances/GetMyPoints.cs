using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Ledger;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Balances;

public static class GetMyPoints
{
    /// <param name="Balance">Points that can be spent now.</param>
    /// <param name="Held">Points held for vouchers that are not yet handed over.</param>
    public sealed record Response(long Balance, long Held);

    public static async Task<Results<Ok<Response>,
        ProblemHttpResult>> HandleAsync(Scope scope, PointsDb db, CancellationToken ct)
    {
        if (scope.RiderId is not { } rider)
        {
            return Refusal.Forbidden.ToProblem();
        }

        var accounts = await db.Accounts.AsNoTracking()
            .Where(a => a.OwnerId == rider && a.Kind == AccountKind.Rider && a.Unit == Unit.Points).ToListAsync(ct);
        return TypedResults.Ok(new Response(
            accounts.Sum(a => a.Credits - a.Debits - a.DebitsPending), accounts.Sum(a => a.DebitsPending)));
    }
}

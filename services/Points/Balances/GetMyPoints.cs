using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Ledger;
using RiderPlatform.Points.Lots;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Balances;

public static class GetMyPoints
{
    /// <param name="Balance">Points that can be spent now.</param>
    /// <param name="Held">Points held for vouchers that are not yet handed over.</param>
    public sealed record Response(long Balance, long Held)
    {
        /// <summary>Of the balance, what ends within 30 days unless it is spent; null for a past moment.</summary>
        public long? ExpiresIn30Days { get; init; }

        public long? ExpiresIn90Days { get; init; }

        /// <summary>When the next points end; null where none do, or none at present.</summary>
        public DateTimeOffset? NextExpiryAt { get; init; }

        /// <summary>Still to be repaid, from a share of each later award.</summary>
        public long Owed { get; init; }

        /// <summary>Points do not end at present: the rider is injured or on leave.</summary>
        public bool Frozen { get; init; }
    }

    /// <param name="at">A past moment; now unless said.</param>
    public static Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        DateTimeOffset? at, Scope scope, PointsDb db, LotLife life, TimeProvider time, CancellationToken ct) =>
        AnswerAsync(db, scope.RiderId, at, life, time.GetUtcNow(), Refusal.Forbidden, ct);

    /// <param name="at">A past moment; now unless said.</param>
    public static async Task<Results<Ok<Response>, ProblemHttpResult>> OfRiderAsync(
        Guid id, DateTimeOffset? at, Scope scope, PointsDb db, LotLife life, TimeProvider time,
        CancellationToken ct) => await AnswerAsync(
            db, await RidersInScope.CoversAsync(db, scope, id, ct) ? id : null, at, life, time.GetUtcNow(),
            Refusal.NotFound, ct);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> AnswerAsync(
        PointsDb db, Guid? rider, DateTimeOffset? at, LotLife life, DateTimeOffset now, Refusal absent,
        CancellationToken ct)
    {
        if (rider is null)
        {
            return absent.ToProblem();
        }

        if (at > now)
        {
            return new Invalid().Add("at", "时刻须已过去。", "A moment that is past.").ToProblem();
        }

        if (at is null)
        {
            return TypedResults.Ok(await OfAsync(db, rider.Value, life, now, ct));
        }

        var (balance, held) = await Statement.AtAsync(db, rider.Value, at.Value, ct);
        return TypedResults.Ok(new Response(balance, held));
    }

    internal static async Task<Response> OfAsync(
        PointsDb db, Guid rider, LotLife life, DateTimeOffset now, CancellationToken ct)
    {
        var accounts = await db.Accounts.AsNoTracking()
            .Where(a => a.OwnerId == rider && a.Kind == AccountKind.Rider && a.Unit == Unit.Points).ToListAsync(ct);
        var lots = await OpenLots.OfAsync(db, rider, life.Grace, ct);
        // What is over but not yet swept can no longer be spent.
        var over = lots.Where(l => l.IsOverAt(now)).Sum(l => l.Points);
        lots.RemoveAll(l => l.IsOverAt(now));
        return new Response(
            accounts.Sum(a => a.Credits - a.Debits - a.DebitsPending) - over, accounts.Sum(a => a.DebitsPending))
        {
            ExpiresIn30Days = lots.Where(l => l.EndsAt <= now.AddDays(30)).Sum(l => l.Points),
            ExpiresIn90Days = lots.Where(l => l.EndsAt <= now.AddDays(90)).Sum(l => l.Points),
            NextExpiryAt = lots.Min(l => l.EndsAt),
            Owed = await db.Debts.Where(d => d.RiderId == rider && d.Repaid < d.Points)
                .SumAsync(d => d.Points - d.Repaid, ct),
            Frozen = await db.Freezes.AnyAsync(
                f => f.RiderId == rider && f.FromAt <= now && (f.UntilAt == null || f.UntilAt > now), ct),
        };
    }
}

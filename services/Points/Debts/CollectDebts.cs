using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Ledger;
using RiderPlatform.Points.Lots;
using RiderPlatform.Points.Timers;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Debts;

/// <summary>
/// Takes the configured share (<c>Debts:SharePercent</c>, 50) of later awards for what a rider owes. Not in the busy
/// posting of awards: before the rider spends, under the rider's row, and by a sweep of every replica.
/// </summary>
public sealed class CollectDebts(
    IServiceScopeFactory scopes, IConfiguration configuration, LotLife life, TimeProvider time,
    ILogger<CollectDebts> logger)
    : Sweep("Debts", TimeSpan.FromSeconds(configuration.GetValue("Debts:SweepSeconds", 30.0)), time, logger)
{
    private readonly int _share = Math.Clamp(configuration.GetValue("Debts:SharePercent", 50), 1, 100);

    protected override Task LookAsync(CancellationToken ct) => SweepAsync(ct);

    public async Task SweepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PointsDb>();
        var riders = await db.Debts.Where(d => d.Repaid < d.Points).Select(d => d.RiderId).Distinct().ToListAsync(ct);
        foreach (var rider in riders)
        {
            await db.InTransactionAsync(async () =>
            {
                await db.LockRiderAsync(rider, ct);
                return await CollectAsync(db, rider, Time.GetUtcNow(), ct);
            }, ct);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Needs the rider's row locked; answers what was repaid.</summary>
    internal async Task<long> CollectAsync(PointsDb db, Guid rider, DateTimeOffset now, CancellationToken ct)
    {
        var debts = await db.Debts.Where(d => d.RiderId == rider && d.Repaid < d.Points).OrderBy(d => d.Id)
            .ToListAsync(ct);
        if (debts.Count == 0)
        {
            return 0;
        }

        var since = debts[0].MadeAt;
        var awards = await db.Decisions.AsNoTracking()
            .Where(d => d.RiderId == rider && d.Points > 0 && d.DecidedAt > since
                && !db.Repayments.Any(r => r.AwardId == d.TransferId))
            .OrderBy(d => d.TransferId).Select(d => new { d.TransferId, d.Points }).ToListAsync(ct);
        var lots = (await OpenLots.OfAsync(db, rider, life.Grace, ct)).ToDictionary(l => l.Id);
        long repaid = 0;
        foreach (var award in awards)
        {
            var lot = lots.GetValueOrDefault(award.TransferId);
            repaid += await PayAsync(
                db, debts, award.TransferId, lot, Math.Min(award.Points * _share / 100, lot?.Points ?? 0), now, ct);
        }

        await db.SaveChangesAsync(ct);
        return repaid;
    }

    /// <summary>The oldest debt first. An award of which nothing is left is noted with nothing.</summary>
    private static async Task<long> PayAsync(
        PointsDb db, List<Debt> debts, Guid award, OpenLot? lot, long share, DateTimeOffset now, CancellationToken ct)
    {
        long paid = 0;
        foreach (var debt in debts.Where(d => d.Repaid < d.Points))
        {
            var part = Math.Min(share - paid, debt.Points - debt.Repaid);
            debt.Repaid += part;
            paid += part;
            db.Add(new DebtRepayment { AwardId = award, DebtId = debt.Id, Points = part, At = now });
            if (part > 0)
            {
                await Retirement.RetireAsync(
                    db, TransferKind.Repayment, debt.Id, debt.RiderId, [(lot!, part)], now, ct);
            }

            if (paid == share)
            {
                break;
            }
        }

        return paid;
    }
}

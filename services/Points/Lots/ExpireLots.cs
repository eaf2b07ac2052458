using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Ledger;
using RiderPlatform.Points.Timers;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Lots;

/// <summary>
/// Ends lots whose time is over by a transfer of their own: the points go back to whoever issued them, and the money
/// behind them is the fund's again. Every replica runs it; each rider is one transaction under the rider's row.
/// </summary>
public sealed class ExpireLots(
    IServiceScopeFactory scopes, IConfiguration configuration, LotLife life, TimeProvider time,
    ILogger<ExpireLots> logger)
    : Sweep("Lots", TimeSpan.FromSeconds(configuration.GetValue("Lots:SweepSeconds", 60.0)), time, logger)
{
    private const int Round = 500;

    protected override Task LookAsync(CancellationToken ct) => SweepAsync(Time.GetUtcNow(), ct);

    /// <summary>Until nothing is due that no other replica works on; answers how many points expired.</summary>
    public async Task<long> SweepAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PointsDb>();
            while ((await db.Database.SqlQuery<bool>($"select open_due_lots({now}) as \"Value\"").ToListAsync(ct))[0])
            {
                ct.ThrowIfCancellationRequested();
            }
        }

        long expired = 0;
        var tried = new HashSet<Guid>();
        while (await DueAsync(now, tried, ct) is { Count: > 0 } riders)
        {
            foreach (var rider in riders)
            {
                tried.Add(rider);
                expired += await ExpireOfAsync(rider, now, ct);
            }
        }

        return expired;
    }

    private async Task<List<Guid>> DueAsync(DateTimeOffset now, HashSet<Guid> tried, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PointsDb>().Database.SqlQuery<Guid>($"""
            select distinct rider_id as "Value" from lot
            where due_at <= {now} and used < points and rider_id <> all({tried.ToArray()}) limit {Round}
            """).ToListAsync(ct);
    }

    private async Task<long> ExpireOfAsync(Guid rider, DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PointsDb>();
        try
        {
            return await db.InTransactionAsync(() => ExpireAsync(db, rider, now, ct), ct);
        }
        catch (Exception e) when (!TransientFaults.IsTransient(e) && e is not OperationCanceledException)
        {
            logger.LogError(e, "Lots of rider {RiderId} cannot be ended", rider);
            return 0;
        }
    }

    private async Task<long> ExpireAsync(PointsDb db, Guid rider, DateTimeOffset now, CancellationToken ct)
    {
        var free = await db.Riders.FromSql($"select * from rider where id = {rider} for no key update skip locked")
            .AsNoTracking().AnyAsync(ct);
        if (!free)
        {
            return 0;
        }

        var lots = (await OpenLots.OfAsync(db, rider, life.Grace, ct)).Where(l => l.ExpiresAt <= now).ToList();
        foreach (var lot in lots.Where(l => !l.IsOverAt(now)))
        {
            // While a freeze has no end there is nothing to wait for but its lifting, which makes the lot due again.
            var due = lot.EndsAt ?? now.AddDays(1);
            await db.Database.ExecuteSqlAsync($"update lot set due_at = {due} where id = {lot.Id}", ct);
        }

        var over = lots.Where(l => l.IsOverAt(now)).ToList();
        await Retirement.RetireAsync(
            db, TransferKind.Expiry, null, rider, over.Select(l => (l, l.Points)), now, ct);
        return over.Sum(l => l.Points);
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Demands;

/// <summary>
/// Releases the places of those who have not come, so that another may claim while the window lasts. Two replicas at
/// once take different claims, and after a downtime each is released once.
/// </summary>
public sealed class NoShowSweep(IServiceScopeFactory scopes, TimeProvider time, ILogger<NoShowSweep> logger)
    : Sweep("No-shows", TimeSpan.FromSeconds(15), time, logger)
{
    private const int Batch = 200;

    protected override Task LookAsync(CancellationToken ct) => SweepAsync(Time.Now(), ct);

    /// <summary>How many places were released.</summary>
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken ct)
    {
        for (var released = 0; ;)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GrievancesDb>();
            var some = await db.InTransactionAsync(() => ReleaseAsync(db, now, ct), ct);
            released += some;
            if (some < Batch)
            {
                return released;
            }
        }
    }

    /// <summary>
    /// The demand is locked with its claim, because whoever takes a place locks it first: waiting for one with the
    /// other in hand would be a circle. What somebody else has in hand is taken the next time.
    /// </summary>
    private static async Task<int> ReleaseAsync(GrievancesDb db, DateTimeOffset now, CancellationToken ct)
    {
        var due = await db.Database.SqlQuery<Guid>($"""
            select c.id as "Value" from demand_claims c join demands d on d.id = c.demand_id
            where c.state = 'Claimed' and c.check_in_by <= {now} order by c.check_in_by limit {Batch}
            for update of c, d skip locked
            """).ToListAsync(ct);
        if (due.Count == 0)
        {
            return 0;
        }

        var claims = await db.Set<DemandClaimRow>().Where(c => due.Contains(c.Id)).ToListAsync(ct);
        foreach (var claim in claims)
        {
            (claim.State, claim.EndedAt) = (ClaimState.NoShow, now);
            db.Log(claim.DemandId, nameof(ClaimState.NoShow), null, "system", now, claim.Id);
        }

        foreach (var demand in claims.GroupBy(c => c.DemandId))
        {
            var count = demand.Count();
            await db.Set<DemandRow>().Where(d => d.Id == demand.Key)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Taken, d => d.Taken - count), ct);
        }

        await db.SaveChangesAsync(ct);
        return due.Count;
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Debts;
using RiderPlatform.Points.Ledger;
using RiderPlatform.Points.Lots;

namespace RiderPlatform.Points.Proposals;

/// <summary>
/// Takes back what a wrong award gave: from its own lot first, then from what else the rider has not spent, the
/// earliest end first; what was spent is a debt. Points that have expired meanwhile nobody had: they are not asked for.
/// </summary>
internal static class TakeBack
{
    /// <summary>Answers what is left as a debt.</summary>
    public static async Task<long> CarryOutAsync(
        PointsDb db, Proposal proposal, LotLife life, DateTimeOffset now, CancellationToken ct)
    {
        await db.LockRiderAsync(proposal.RiderId, ct);
        var expired = (await db.Database.SqlQuery<long>($"""
            select coalesce(sum(u.points), 0)::bigint as "Value" from lot_use u
            join transfer t on t.id = u.transfer_id and t.kind = 'Expiry'
            where u.lot_id = {proposal.AwardId} and u.returned_at is null
            """).ToListAsync(ct))[0];
        var open = proposal.Points - expired;
        var lots = (await OpenLots.OfAsync(db, proposal.RiderId, life.Grace, ct))
            .OrderByDescending(l => l.Id == proposal.AwardId).ToList();
        var parts = new List<(OpenLot Lot, long Points)>();
        foreach (var lot in lots.TakeWhile(_ => open > 0))
        {
            var points = Math.Min(open, lot.Points);
            parts.Add((lot, points));
            open -= points;
        }

        await Retirement.RetireAsync(db, TransferKind.Clawback, proposal.Id, proposal.RiderId, parts, now, ct);
        proposal.Taken = parts.Sum(p => p.Points);
        if (open > 0)
        {
            db.Add(new Debt
            {
                Id = proposal.Id, RiderId = proposal.RiderId, AwardId = proposal.AwardId!.Value, Points = open,
                MadeAt = now,
            });
        }

        return open;
    }
}

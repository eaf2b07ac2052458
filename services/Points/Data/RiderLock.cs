using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Points.Data;

/// <summary>
/// Locks a rider's row before anything of the rider's is read or changed. Order everywhere: voucher, riders by id,
/// stock, accounts by id, the day's figures.
/// </summary>
internal static class RiderLock
{
    public static async Task<RiderCopy> LockRiderAsync(this PointsDb db, Guid riderId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"insert into rider (id) values ({riderId}) on conflict do nothing", ct);
        return await db.Riders.FromSql($"select * from rider where id = {riderId} for no key update").AsNoTracking()
            .SingleAsync(ct);
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Vouchers;

/// <summary>
/// Codes that an earlier release stored as they were give way to the HMAC of new ones, which their riders' pages show.
/// </summary>
public sealed class HideCodes(PointsDb db, VoucherCodes codes) : ISeed
{
    private const int AtOnce = 1000;
    private const int StoredLength = 64;

    public async Task SeedAsync(CancellationToken ct)
    {
        while (await db.Vouchers.Where(v => v.Code.Length != StoredLength).Select(v => v.Id).Take(AtOnce)
            .ToListAsync(ct) is { Count: > 0 } ids)
        {
            var stored = ids.Select(codes.StoredOf).ToArray();
            await db.Database.ExecuteSqlAsync($"""
                update voucher set code = x.stored from unnest({ids.ToArray()}, {stored}) x(id, stored)
                where voucher.id = x.id
                """, ct);
        }

        await db.Database.ExecuteSqlAsync(
            $"update refused_hand_over set code = '…' || right(code, 4) where length(code) > 5", ct);
    }
}

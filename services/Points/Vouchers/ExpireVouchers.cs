using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Lots;
using RiderPlatform.Points.Timers;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Vouchers;

/// <summary>
/// Voids vouchers whose time is over: points back to the rider, the reward back into stock. Every replica runs it; each
/// voucher is one transaction, and one that another replica or a keeper holds is skipped.
/// </summary>
public sealed class ExpireVouchers(
    IServiceScopeFactory scopes, IConfiguration configuration, LotLife life, VoucherTimes times, TimeProvider time,
    ILogger<ExpireVouchers> logger)
    : Sweep("Vouchers", TimeSpan.FromSeconds(configuration.GetValue("Vouchers:SweepSeconds", 30.0)), time, logger)
{
    protected override Task LookAsync(CancellationToken ct) => SweepAsync(ct);

    /// <summary>
    /// Until none is due that nobody else is working on; one that cannot be voided does not stop the others.
    /// </summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var failed = new List<Guid>();
        while (await ExpireOneAsync(failed, ct))
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> ExpireOneAsync(List<Guid> failed, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PointsDb>();
        var now = Time.GetUtcNow();
        Voucher? voucher = null;
        try
        {
            return await db.InTransactionAsync(async () =>
            {
                voucher = await TakeDueAsync(db, now, failed, ct);
                return voucher is not null && await VoidAsync(db, voucher, now, ct);
            }, ct);
        }
        catch (Exception e) when (voucher is not null && !TransientFaults.IsTransient(e)
            && e is not OperationCanceledException)
        {
            failed.Add(voucher.Id);
            logger.LogError(e, "Voucher {VoucherId} cannot be voided", voucher.Id);
            return true;
        }
    }

    private async Task<Voucher?> TakeDueAsync(
        PointsDb db, DateTimeOffset now, List<Guid> failed, CancellationToken ct) =>
        (await db.Vouchers.FromSql($"""
            select * from voucher where status = 'Held' and expires_at <= {now}
                and (pass_until is null or pass_until <= {now - times.Report}) and id <> all({failed.ToArray()})
            order by expires_at limit 1 for update skip locked
            """).ToListAsync(ct)).SingleOrDefault();

    private async Task<bool> VoidAsync(PointsDb db, Voucher voucher, DateTimeOffset now, CancellationToken ct)
    {
        await VoucherMovements.GiveBackAsync(db, voucher, VoucherStatus.Expired, life, now, ct);
        return true;
    }
}

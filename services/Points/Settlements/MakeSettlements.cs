using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Figures;
using RiderPlatform.Points.Timers;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Settlements;

/// <summary>
/// Makes the settlements of the months that are over, one for each organisation that is owed something; in one replica
/// at a time, and the same again makes nothing.
/// </summary>
public sealed class MakeSettlements(
    IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider time, ILogger<MakeSettlements> logger)
    : Sweep("Settlements", TimeSpan.FromSeconds(configuration.GetValue("Settlements:Seconds", 600.0)), time, logger)
{
    /// <summary>What was handed over before midnight is written down by then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    protected override Task LookAsync(CancellationToken ct) => MakeAsync(Time.GetUtcNow(), ct);

    /// <summary>Answers how many funds' parts were made.</summary>
    public async Task<int> MakeAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PointsDb>();
        var today = DayFigures.DayOf(now - Grace);
        var last = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var made = 0;
        var earliest = await Unsettled(db).MinAsync(v => v.EndedAt, ct);
        for (var month = MonthOf(earliest ?? now); month <= last; month = month.AddMonths(1))
        {
            made += await db.InTransactionAsync(() => MakeAsync(db, month, now, ct), ct);
        }

        if (made > 0)
        {
            logger.LogInformation("Made settlements up to {Month:yyyy-MM}: {Parts} funds have to pay", last, made);
        }

        return made;
    }

    private static async Task<int> MakeAsync(PointsDb db, DateOnly month, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('make_settlements'))", ct);
        var end = DayFigures.StartOf(month.AddMonths(1));
        // Of an organisation whose month is made already, what is told late waits for the next.
        return await db.Database.ExecuteSqlAsync($"""
            with owed as (
                select v.id, v.organisation_id, v.cost_fen, v.ended_at, s.region_code from voucher v
                left join station s on s.id = v.station_id
                where v.status = 'Redeemed' and v.settlement_id is null and v.cost_fen > 0 and v.ended_at < {end}
                    and not exists (select from settlement x
                        where x.organisation_id = v.organisation_id and x.month = {month})
            ), made as (
                insert into settlement (id, organisation_id, month, region_code, vouchers, fen, made_at, state)
                select uuid7({now}), organisation_id, {month},
                    region_in_common(min(coalesce(region_code, '')), max(coalesce(region_code, ''))),
                    count(*), sum(cost_fen), {now}, 'Made'
                from owed group by organisation_id
                returning id, organisation_id
            ), settled as (
                update voucher v set settlement_id = m.id from owed o join made m using (organisation_id)
                where v.id = o.id
            )
            insert into settlement_part (settlement_id, fund_id, fen)
            select m.id, t.fund_id, sum(t.amount) from owed o join made m using (organisation_id)
            join voucher_share s on s.voucher_id = o.id
            join transfer t on t.fund_id = s.fund_id and t.reference = o.id and t.kind = 'Payable'
                and t.id >= uuid7_floor(o.ended_at - interval '1 second')
                and t.id < uuid7_floor(o.ended_at + interval '1 second')
            group by m.id, t.fund_id
            """, ct);
    }

    internal static IQueryable<Vouchers.Voucher> Unsettled(PointsDb db) => db.Vouchers.AsNoTracking()
        .Where(v => v.Status == Vouchers.VoucherStatus.Redeemed && v.SettlementId == null && v.CostFen > 0);

    private static DateOnly MonthOf(DateTimeOffset moment)
    {
        var day = DayFigures.DayOf(moment);
        return new DateOnly(day.Year, day.Month, 1);
    }
}

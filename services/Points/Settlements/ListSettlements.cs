using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Figures;
using RiderPlatform.Points.Funds;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Settlements;

/// <summary>
/// Months' settlements, to the organisation that is owed and to those who answer for a fund that owes.
/// </summary>
public static class ListSettlements
{
    public static readonly string[] Readers = [Roles.Keeper, Roles.Administrator];

    private const int MostStations = 5;

    /// <summary>Newest month first.</summary>
    /// <param name="month">Any day of it.</param>
    public static async Task<Results<Ok<Page<SettlementView>>, ProblemHttpResult>> HandleAsync(
        DateOnly? month, Guid? organisation, SettlementState? state, [AsParameters] Paging paging, Scope scope,
        PointsDb db, CancellationToken ct)
    {
        var first = month is { } day ? new DateOnly(day.Year, day.Month, 1) : (DateOnly?)null;
        var page = await paging.OfAsync(Visible(db, scope)
            .Where(s => (first == null || s.Month == first) && (state == null || s.State == state)
                && (organisation == null || s.OrganisationId == organisation))
            .OrderByDescending(s => s.Month).ThenBy(s => s.Id).Include(s => s.Parts), ct);
        var funds = await FundsOfAsync(db, page.Items, ct);
        return TypedResults.Ok(page.Select(s => ViewOf(s, funds)));
    }

    public static async Task<Results<Ok<SettlementView>, ProblemHttpResult>> GetAsync(
        Guid id, Scope scope, PointsDb db, CancellationToken ct) =>
        await Visible(db, scope).AnyAsync(s => s.Id == id, ct)
            ? TypedResults.Ok(await ViewOfAsync(db, id, ct)) : Refusal.NotFound.ToProblem();

    /// <summary>What stands behind the figure: each voucher, in the order of its hand-over.</summary>
    public static async Task<Results<Ok<Page<SettlementView.Line>>, ProblemHttpResult>> LinesAsync(
        Guid id, [AsParameters] Paging paging, Scope scope, PointsDb db, Vouchers.VoucherCodes codes,
        CancellationToken ct) =>
        await Visible(db, scope).AnyAsync(s => s.Id == id, ct)
            ? TypedResults.Ok((await paging.OfAsync(VouchersOf(db, id), ct)).Select(v => LineOf(v, codes)))
            : Refusal.NotFound.ToProblem();

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(
        Guid id, Scope scope, PointsDb db, Vouchers.VoucherCodes codes, CancellationToken ct)
    {
        if (await Visible(db, scope).SingleOrDefaultAsync(s => s.Id == id, ct) is not { } settlement)
        {
            return Refusal.NotFound.ToProblem();
        }

        var text = new StringBuilder("兑换码 Code,奖品 Reward,驿站 Station,时间 At,积分 Points,金额（元） Yuan\r\n");
        await foreach (var voucher in VouchersOf(db, id).AsAsyncEnumerable().WithCancellation(ct))
        {
            var line = LineOf(voucher, codes);
            text.Append(CultureInfo.InvariantCulture, $"{line.Code},{CsvCell.Of(line.Reward)},")
                .Append(CultureInfo.InvariantCulture, $"{CsvCell.Of(line.Station)},")
                .Append(CultureInfo.InvariantCulture, $"{line.At.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm:ss},")
                .Append(CultureInfo.InvariantCulture, $"{line.Points},{line.Fen / 100m:0.00}\r\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"合计 Total,{settlement.Vouchers},,,,{settlement.Fen / 100m:0.00}\r\n");
        return TypedResults.File(
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8",
            string.Create(CultureInfo.InvariantCulture, $"settlement-{settlement.Month:yyyy-MM}.csv"));
    }

    /// <summary>The organisation's own, and those of which a fund in scope owes a part.</summary>
    internal static IQueryable<Settlement> Visible(PointsDb db, Scope scope)
    {
        var funds = db.Funds.Where(scope.Covers<Fund>(f => f.RegionCode, f => null, Roles.Administrator))
            .Select(f => f.Id);
        var owed = db.SettlementParts.Where(p => funds.Contains(p.FundId)).Select(p => p.SettlementId);
        var own = db.Settlements.Where(
            scope.Covers<Settlement>(s => s.RegionCode, s => s.OrganisationId, Roles.Keeper)).Select(s => s.Id);
        return db.Settlements.AsNoTracking().Where(s => own.Contains(s.Id) || owed.Contains(s.Id));
    }

    internal static async Task<SettlementView> ViewOfAsync(PointsDb db, Guid id, CancellationToken ct)
    {
        var settlement = await db.Settlements.AsNoTracking().Include(s => s.Parts).SingleAsync(s => s.Id == id, ct);
        var stations = await db.Vouchers.AsNoTracking().Where(v => v.SettlementId == id).Select(v => v.StationName!)
            .Distinct().OrderBy(n => n).Take(MostStations).ToListAsync(ct);
        return ViewOf(settlement, await FundsOfAsync(db, [settlement], ct)) with { Stations = stations };
    }

    private static IQueryable<Vouchers.Voucher> VouchersOf(PointsDb db, Guid id) => db.Vouchers.AsNoTracking()
        .Include(v => v.Reward).Where(v => v.SettlementId == id).OrderBy(v => v.EndedAt).ThenBy(v => v.Id);

    private static SettlementView.Line LineOf(Vouchers.Voucher v, Vouchers.VoucherCodes codes) => new(
        codes.Of(v.Id), v.RewardId, v.Reward!.Name, v.Reward.NameEn, v.StationName!, v.EndedAt!.Value,
        v.Points, v.CostFen);

    private static async Task<Dictionary<Guid, Fund>> FundsOfAsync(
        PointsDb db, IReadOnlyList<Settlement> settlements, CancellationToken ct)
    {
        var ids = settlements.SelectMany(s => s.Parts).Select(p => p.FundId).Distinct().ToArray();
        return await db.Funds.AsNoTracking().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, ct);
    }

    private static SettlementView ViewOf(Settlement s, Dictionary<Guid, Fund> funds) => new(
        s.Id, s.OrganisationId, s.Month, s.RegionCode, s.Vouchers, s.Fen, s.State, s.MadeAt, s.ConfirmedAt,
        s.Objection, s.ObjectedAt,
        [.. s.Parts.OrderBy(p => funds[p.FundId].RegionCode, StringComparer.Ordinal)
            .Select(p => new SettlementView.Part(
                p.FundId, funds[p.FundId].Name, funds[p.FundId].RegionCode, p.Fen, p.PaidAt, p.Reference))]);
}

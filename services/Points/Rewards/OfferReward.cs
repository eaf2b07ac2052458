using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Funds;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Rewards;

public static class OfferReward
{
    private static readonly Refusal NoFund = new(409, "NoFund",
        "该区划没有在用的专项基金，请先设立基金。", "No active fund covers this region. Open one first.");

    private static readonly Refusal CostAboveWorth = new(409, "CostAboveWorth",
        "成本高于所需积分的价值，请提高积分价格或降低成本。", "It costs more than its points are worth. Raise the price or lower the cost.");

    private static readonly Refusal OtherContent = new(409, "RewardExistsWithOtherContent",
        "该编号的奖品已存在且内容不同，请换一个编号。", "A reward with this id exists with other content. Use another id.");

    /// <param name="Id">Made by the caller, so that a repeat meets the reward that it offered before.</param>
    public sealed record Request(
        Guid? Id, string Name, string? NameEn, string RegionCode, Guid? OrganisationId, long PricePoints, long CostFen,
            long Stock,
        DateTimeOffset? ActiveFrom, DateTimeOffset? ActiveUntil, int? VoucherValidDays);

    public static async Task<Results<Created<RewardView>, Ok<RewardView>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        if (Check(request) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        if (!scope.Covers(request.RegionCode, request.OrganisationId, Roles.Administrator))
        {
            return Refusal.Forbidden.ToProblem();
        }

        var reward = Of(request, time.GetUtcNow());
        if (await db.Rewards.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reward.Id, ct) is { } known)
        {
            return Same(known, reward) ? TypedResults.Ok(RewardView.Of(known)) : OtherContent.ToProblem();
        }

        var fund = await Covering(db.Funds, request.RegionCode).FirstOrDefaultAsync(ct);
        if (fund is null || request.CostFen > request.PricePoints * fund.FenPerPoint)
        {
            return (fund is null ? NoFund : CostAboveWorth).ToProblem();
        }

        db.Add(reward);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) is not null)
        {
            return Refusal.Stale.ToProblem();
        }

        return TypedResults.Created($"/api/v1/rewards/{reward.Id}", RewardView.Of(reward));
    }

    /// <summary>The funds that cover a region, most specific first: as awards choose theirs.</summary>
    internal static IQueryable<Fund> Covering(IQueryable<Fund> funds, string region) =>
        funds.AsNoTracking().Where(f => f.Active && region.StartsWith(f.RegionCode))
            .OrderByDescending(f => f.RegionCode.Length);

    private static Invalid Check(Request r) => new Invalid()
        .When(string.IsNullOrWhiteSpace(r.Name)
            || r.Name.Length > 100, "name", "名称为 1–100 字。", "Name: 1–100 characters.")
        .When(r.NameEn?.Length > 100, "nameEn", "英文名最多 100 字。", "English name: at most 100 characters.")
        .When(!RegionCodes.IsValid(r.RegionCode), "regionCode", "区划代码应为 2、4、6、9 或 12 位数字。",
            "Region: 2, 4, 6, 9 or 12 digits.")
        .When(r.PricePoints is < 1 or > 1_000_000, "pricePoints", "积分价格为 1–1000000。", "Price: 1–1,000,000 points.")
        .When(r.CostFen is < 0 or > 1_000_000_000, "costFen", "成本（分）为 0–1000000000。", "Cost in fen: 0–1,000,000,000.")
        .When(r.Stock is < 0 or > 10_000_000, "stock", "库存为 0–10000000。", "Stock: 0–10,000,000.")
        .When(r.VoucherValidDays is < 1 or > 366, "voucherValidDays", "券有效期为 1–366 天。", "Voucher: good for 1–366 days.")
        .When(r.ActiveUntil <= r.ActiveFrom, "activeUntil", "结束时间应晚于开始时间。", "The end must be after the start.");

    private static Reward Of(Request r, DateTimeOffset now) => new()
    {
        Id = r.Id ?? Guid.CreateVersion7(now),
        Name = r.Name.Trim(),
        NameEn = (r.NameEn ?? r.Name).Trim(),
        RegionCode = r.RegionCode,
        OrganisationId = r.OrganisationId,
        PricePoints = r.PricePoints,
        CostFen = r.CostFen,
        Stock = r.Stock,
        ActiveFrom = (r.ActiveFrom ?? now).ToUniversalTime(),
        ActiveUntil = r.ActiveUntil?.ToUniversalTime(),
        VoucherValidDays = r.VoucherValidDays ?? 30,
    };

    /// <summary>
    /// Stock and start are left out: stock moves on, and the start is filled in when it is not given.
    /// </summary>
    private static bool Same(Reward one, Reward other) =>
        (one.Name, one.NameEn, one.RegionCode, one.OrganisationId, one.PricePoints, one.CostFen, one.VoucherValidDays)
        == (other.Name, other.NameEn, other.RegionCode, other.OrganisationId, other.PricePoints, other.CostFen,
            other.VoucherValidDays);
}

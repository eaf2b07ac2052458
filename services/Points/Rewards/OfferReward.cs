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

    public sealed record Request : RewardForm
    {
        /// <summary>Made by the caller, so that a repeat meets the reward that it offered before.</summary>
        public Guid? Id { get; init; }

        public string RegionCode { get; init; } = "";

        public long Stock { get; init; }
    }

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
            return Same(known, reward) ? TypedResults.Ok(RewardView.ForStaff(known)) : OtherContent.ToProblem();
        }

        if (await AgainstCostAsync(db, request.RegionCode, request, ct) is { } refusal)
        {
            return refusal.ToProblem();
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

        return TypedResults.Created($"/api/v1/rewards/{reward.Id}", RewardView.ForStaff(reward));
    }

    /// <summary>The funds that cover a region, most specific first: as awards choose theirs.</summary>
    internal static IQueryable<Fund> Covering(IQueryable<Fund> funds, string region) =>
        funds.AsNoTracking().Where(f => f.Active && region.StartsWith(f.RegionCode))
            .OrderByDescending(f => f.RegionCode.Length);

    /// <summary>Every point is backed: what it buys may not cost more than the region's fund gives for it.</summary>
    internal static async Task<Refusal?> AgainstCostAsync(
        PointsDb db, string region, RewardForm form, CancellationToken ct)
    {
        var fund = await Covering(db.Funds, region).FirstOrDefaultAsync(ct);
        return fund is null ? NoFund : form.CostFen > form.PricePoints * fund.FenPerPoint ? CostAboveWorth : null;
    }

    private static Invalid Check(Request r) => r.Check()
        .When(!RegionCodes.IsValid(r.RegionCode), "regionCode", "区划代码应为 2、4、6、9 或 12 位数字。",
            "Region: 2, 4, 6, 9 or 12 digits.")
        .When(r.Stock is < 0 or > 10_000_000, "stock", "库存为 0–10000000。", "Stock: 0–10,000,000.");

    private static Reward Of(Request r, DateTimeOffset now)
    {
        var reward = new Reward
        {
            Id = r.Id ?? Guid.CreateVersion7(now), Name = "", NameEn = "", RegionCode = r.RegionCode, PricePoints = 0,
            CostFen = 0, Stock = r.Stock, ActiveFrom = now, VoucherValidDays = 0, Revision = 1,
        };
        r.Fill(reward);
        return reward;
    }

    /// <summary>
    /// Stock and start are left out: stock moves on, and the start is filled in when it is not given.
    /// </summary>
    private static bool Same(Reward one, Reward other) =>
        (one.Name, one.NameEn, one.Kind, one.Owner, one.RegionCode, one.OrganisationId, one.PricePoints, one.CostFen,
            one.VoucherValidDays, one.LimitPerRider, one.LimitDays, one.MembersOnly, one.Hours)
        == (other.Name, other.NameEn, other.Kind, other.Owner, other.RegionCode, other.OrganisationId,
            other.PricePoints, other.CostFen, other.VoucherValidDays, other.LimitPerRider, other.LimitDays,
            other.MembersOnly, other.Hours) && one.Posts.SequenceEqual(other.Posts);
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Lots;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Rewards;

public static class ListRewards
{
    /// <summary>
    /// What can be redeemed now, cheapest first; <c>region</c> and <c>station</c> narrow to where it is handed over.
    /// </summary>
    public static async Task<Results<Ok<Page<RewardView>>, ProblemHttpResult>> HandleAsync(
        string? region, Guid? station, [AsParameters] Paging paging, Scope scope, PointsDb db, LotLife life,
        TimeProvider time, CancellationToken ct)
    {
        if (region is not null && !RegionCodes.IsValid(region))
        {
            return new Invalid().Add("region", "区划代码应为 2、4、6、9 或 12 位数字。", "Region: 2, 4, 6, 9 or 12 digits.")
                .ToProblem();
        }

        var now = time.GetUtcNow();
        var rewards = db.Rewards.AsNoTracking()
            .Where(r => r.ActiveFrom <= now && (r.ActiveUntil == null || r.ActiveUntil > now));
        if (region is not null)
        {
            rewards = rewards.Where(r => r.RegionCode.StartsWith(region) || region.StartsWith(r.RegionCode));
        }

        if (station is not null)
        {
            rewards = rewards.Where(r => db.Stations.Any(s => s.Id == station && s.Active
                && s.RegionCode.StartsWith(r.RegionCode)
                    && (r.OrganisationId == null || r.OrganisationId == s.OrganisationId)));
        }

        var page = await paging.OfAsync(rewards.OrderBy(r => r.PricePoints).ThenBy(r => r.Id), ct);
        var means = await RiderMeans.OfAsync(db, life, scope, now, ct);
        return TypedResults.Ok(page.Select(means.ViewOf));
    }

    /// <summary>The catalogue of who runs it, with what is over, out of stock or yet to begin; newest first.</summary>
    /// <param name="kind">One kind; all unless said.</param>
    /// <param name="q">Part of the name.</param>
    public static async Task<Results<Ok<Page<RewardView>>, ProblemHttpResult>> CatalogueAsync(
        string? region, RewardKind? kind, string? q, [AsParameters] Paging paging, Scope scope, PointsDb db,
        CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(region is not null && !RegionCodes.IsValid(region), "region", "区划代码应为 2、4、6、9 或 12 位数字。",
                "Region: 2, 4, 6, 9 or 12 digits.")
            .When(q?.Length > 100, "q", "最多 100 字。", "At most 100 characters.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var rewards = db.Rewards.AsNoTracking()
            .Where(scope.Covers<Reward>(r => r.RegionCode, r => r.OrganisationId, Roles.Administrator))
            .Where(r => region == null || r.RegionCode.StartsWith(region))
            .Where(r => kind == null || r.Kind == kind);
        if (q?.Trim() is { Length: > 0 } part)
        {
            var pattern = $"%{Literal(part)}%";
            rewards = rewards.Where(r => EF.Functions.ILike(r.Name, pattern, "\\")
                || EF.Functions.ILike(r.NameEn, pattern, "\\"));
        }

        return TypedResults.Ok(
            (await paging.OfAsync(rewards.OrderByDescending(r => r.Id), ct)).Select(RewardView.ForStaff));
    }

    private static string Literal(string part) => part.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    public static async Task<Results<Ok<RewardView>, ProblemHttpResult>> GetAsync(
        Guid id, Scope scope, PointsDb db, LotLife life, TimeProvider time, CancellationToken ct)
    {
        if (await db.Rewards.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } reward)
        {
            return Refusal.NotFound.ToProblem();
        }

        var view = (await RiderMeans.OfAsync(db, life, scope, time.GetUtcNow(), ct)).ViewOf(reward);
        return TypedResults.Ok(scope.Covers(reward.RegionCode, reward.OrganisationId, Roles.Administrator)
            ? view with { CostFen = reward.CostFen } : view);
    }
}

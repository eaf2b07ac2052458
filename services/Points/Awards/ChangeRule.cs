using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Points.Awards;

/// <summary>
/// A new version of the rule for solved cases; earlier versions stay for the reports that they cover.
/// </summary>
public static class ChangeRule
{
    /// <summary>
    /// Longer than replicas keep rules in memory, so that all of them know a version before it covers a report.
    /// </summary>
    private static readonly TimeSpan Notice = TimeSpan.FromMinutes(5);

    public sealed record Request(DateTimeOffset EffectiveFrom, long Minor, long Ordinary, long Major, long DailyCap,
        int? ValidMonths = null);

    public static async Task<Ok<List<AwardRule>>> ListAsync(PointsDb db, CancellationToken ct) => TypedResults.Ok(
        await db.Rules.AsNoTracking().OrderBy(r => r.Id).ThenByDescending(r => r.Version).Take(200).ToListAsync(ct));

    public static async Task<Results<Created<AwardRule>, ProblemHttpResult>> HandleAsync(
        Request request, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.EffectiveFrom < time.GetUtcNow() + Notice, "effectiveFrom",
                "生效时间至少在五分钟以后。", "Must start at least five minutes from now.")
            .When(!IsAmount(request.Minor), "minor", "积分为 1–10000。", "1–10,000 points.")
            .When(!IsAmount(request.Ordinary), "ordinary", "积分为 1–10000。", "1–10,000 points.")
            .When(!IsAmount(request.Major), "major", "积分为 1–10000。", "1–10,000 points.")
            .When(!IsAmount(request.DailyCap), "dailyCap", "每日上限为 1–10000。", "Daily cap: 1–10,000 points.")
            .When(request.ValidMonths is < 1 or > 120, "validMonths", "有效期为 1–120 个月。", "Good for 1–120 months.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var last = await db.Rules.Where(r => r.Id == RuleBook.SolvedCase).MaxAsync(r => (int?)r.Version, ct) ?? 0;
        var rule = new AwardRule(RuleBook.SolvedCase, last + 1, request.EffectiveFrom.ToUniversalTime(),
            request.Minor, request.Ordinary, request.Major, request.DailyCap, request.ValidMonths);
        db.Add(rule);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) is not null)
        {
            return Refusal.Stale.ToProblem();
        }

        return TypedResults.Created("/api/v1/points/rules", rule);
    }

    private static bool IsAmount(long points) => points is >= 1 and <= 10_000;
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Rules;

/// <summary>
/// The second person: a draft becomes the next version, and nothing changes it any more. Earlier versions stay for what
/// they cover.
/// </summary>
public static class PublishRules
{
    /// <summary>
    /// Longer than replicas keep rules in memory, so that all of them know a version before it covers anything.
    /// </summary>
    private static readonly TimeSpan Notice = TimeSpan.FromMinutes(5);

    private static readonly Refusal Own = new(409, "OwnDraft",
        "您参与了起草，须由另一人发布。", "You wrote in this draft: another person has to publish it.");

    private static readonly Refusal TooSoon = new(409, "TooSoon",
        "生效时间须至少在五分钟以后，请先修改。", "It has to start at least five minutes from now. Change that first.");

    /// <param name="Revision">What the caller has seen.</param>
    public sealed record Request(int Revision);

    public static async Task<Results<Ok<RuleSetView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await db.RuleSets.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } row)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (Against(row, request, scope, now) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var last = Math.Max(await db.RuleSets.MaxAsync(r => r.Version, ct) ?? 0,
            await db.Rules.MaxAsync(r => (int?)r.Version, ct) ?? 0);
        row.Status = RuleSetStatus.Published;
        row.Version = last + 1;
        row.Revision++;
        row.PublishedBy = scope.Subject;
        row.PublishedAt = row.ChangedAt = now;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (
            e is DbUpdateConcurrencyException || TransientFaults.ViolatedUnique(e) is not null)
        {
            return Refusal.Stale.ToProblem();
        }

        return TypedResults.Ok(RuleSetView.Of(row, scope.Subject, null));
    }

    private static Refusal? Against(RuleSetRow row, Request request, Scope scope, DateTimeOffset now) =>
        row.Status != RuleSetStatus.Draft ? DraftRules.NotDraft
            : scope.IsSystem ? Refusal.Forbidden
            : row.Editors.Contains(scope.Subject) ? Own
            : row.Revision != request.Revision ? Refusal.Stale
            : row.EffectiveFrom is null || row.EffectiveFrom < now + Notice ? TooSoon : null;
}

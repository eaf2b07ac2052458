using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Rules;

/// <summary>Writes a version of the rules that is not in force; whoever wrote in it does not publish it.</summary>
public static class DraftRules
{
    internal static readonly Refusal NotDraft = new(409, "NotDraft",
        "已发布或作废，不能再改；请另拟新版本。", "It was published or discarded. Draft a new version.");

    /// <param name="Revision">What the caller has seen; 0 for a new draft.</param>
    public sealed record Request(string? Title, DateTimeOffset? EffectiveFrom, RuleContent? Content, int Revision);

    public static async Task<Results<Created<RuleSetView>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        if (RuleCheck.Of(request.Title, request.Content) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        var now = time.GetUtcNow();
        var row = new RuleSetRow
        {
            Id = Guid.CreateVersion7(now), Title = request.Title!.Trim(), Status = RuleSetStatus.Draft,
            EffectiveFrom = request.EffectiveFrom?.ToUniversalTime(), Content = RuleJson.Write(request.Content!),
            Revision = 1, Editors = [scope.Subject], ChangedAt = now,
        };
        db.Add(row);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/v1/points/rules/{row.Id}", RuleSetView.Of(row, scope.Subject, null));
    }

    public static async Task<Results<Ok<RuleSetView>, ProblemHttpResult>> ChangeAsync(
        Guid id, Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        if (RuleCheck.Of(request.Title, request.Content) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        return await ChangeAsync(db, id, request.Revision, row =>
        {
            row.Title = request.Title!.Trim();
            row.EffectiveFrom = request.EffectiveFrom?.ToUniversalTime();
            row.Content = RuleJson.Write(request.Content!);
            row.Editors = [.. row.Editors.Append(scope.Subject).Distinct()];
        }, scope, time, ct);
    }

    public static Task<Results<Ok<RuleSetView>, ProblemHttpResult>> DiscardAsync(
        Guid id, PublishRules.Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct) =>
        ChangeAsync(db, id, request.Revision, row => row.Status = RuleSetStatus.Discarded, scope, time, ct);

    private static async Task<Results<Ok<RuleSetView>, ProblemHttpResult>> ChangeAsync(
        PointsDb db, Guid id, int revision, Action<RuleSetRow> change, Scope scope, TimeProvider time,
        CancellationToken ct)
    {
        if (await db.RuleSets.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } row)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (row.Status != RuleSetStatus.Draft)
        {
            return NotDraft.ToProblem();
        }

        if (row.Revision != revision)
        {
            return Refusal.Stale.ToProblem();
        }

        change(row);
        row.Revision++;
        row.ChangedAt = time.GetUtcNow();
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale.ToProblem();
        }

        return TypedResults.Ok(RuleSetView.Of(row, scope.Subject, null));
    }
}

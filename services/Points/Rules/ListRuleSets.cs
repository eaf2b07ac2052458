using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Rules;

/// <summary>Everybody may read what was published; drafts are seen by those who write them.</summary>
public static class ListRuleSets
{
    /// <summary>Drafts first, the newest on top; then the versions, newest first.</summary>
    public static async Task<Ok<Page<RuleSetView>>> HandleAsync(
        RuleSetStatus? status, [AsParameters] Paging paging, Scope scope, PointsDb db, TimeProvider time,
        CancellationToken ct)
    {
        var all = (await AllAsync(db, scope, time, ct)).Where(v => status is null || v.Status == status)
            .OrderBy(v => v.Status is not RuleSetStatus.Draft).ThenByDescending(v => v.Version)
            .ThenByDescending(v => v.ChangedAt).ThenBy(v => v.Id).ToList();
        return TypedResults.Ok(new Page<RuleSetView>(
            [.. all.Skip((paging.Number - 1) * paging.Length).Take(paging.Length)], all.Count, paging.Number,
            paging.Length));
    }

    public static async Task<Results<Ok<RuleSetView>, ProblemHttpResult>> GetAsync(
        Guid id, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct) =>
        (await AllAsync(db, scope, time, ct)).Find(v => v.Id == id) is { } view
            ? TypedResults.Ok(view) : Refusal.NotFound.ToProblem();

    /// <summary>A few hundred at most in many years.</summary>
    private static async Task<List<RuleSetView>> AllAsync(
        PointsDb db, Scope scope, TimeProvider time, CancellationToken ct)
    {
        var writes = scope.Has(Roles.Administrator);
        var inForce = new RuleBook(await AwardRules.ReadAsync(db, ct)).At(time.GetUtcNow())?.Version;
        var rows = await db.RuleSets.AsNoTracking()
            .Where(r => r.Status == RuleSetStatus.Published || writes).ToListAsync(ct);
        var older = await db.Rules.AsNoTracking().Where(r => r.Id == RuleBook.SolvedCase).ToListAsync(ct);
        return [.. rows.Select(r => RuleSetView.Of(r, scope.Subject, inForce)),
            .. older.Select(r => RuleSetView.Of(r, inForce))];
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Proposals;

public static class ListProposals
{
    /// <summary>What is open first, the oldest on top; then what was decided, newest first.</summary>
    public static async Task<Ok<Page<ProposalView>>> HandleAsync(
        ProposalStatus? status, ProposalKind? kind, [AsParameters] Paging paging, Scope scope, PointsDb db,
        CancellationToken ct)
    {
        var all = Visible(db, scope).AsNoTracking()
            .Where(p => (status == null || p.Status == status) && (kind == null || p.Kind == kind));
        var page = await paging.OfAsync(
            all.OrderBy(p => p.Status != ProposalStatus.Open).ThenByDescending(p => p.DecidedAt).ThenBy(p => p.AskedAt)
                .ThenBy(p => p.Id), ct);
        var ids = page.Items.Select(p => p.Id).ToArray();
        var owed = await db.Debts.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Points, ct);
        return TypedResults.Ok(page.Select(p => ProposalView.Of(p, scope.Subject, owed.GetValueOrDefault(p.Id))));
    }

    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> GetAsync(
        Guid id, Scope scope, PointsDb db, CancellationToken ct) =>
        await Visible(db, scope).AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } proposal
            ? TypedResults.Ok(ProposalView.Of(proposal, scope.Subject,
                await db.Debts.Where(d => d.Id == id).Select(d => d.Points).SingleOrDefaultAsync(ct)))
            : Refusal.NotFound.ToProblem();

    internal static IQueryable<Proposal> Visible(PointsDb db, Scope scope) => db.Proposals
        .Where(scope.Covers<Proposal>(p => p.RegionCode, p => null, RidersInScope.Staff));
}

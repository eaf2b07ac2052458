using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Proposals;

/// <summary>The first of two persons: asks to give points by hand, or to take back those of a wrong award.</summary>
public static class AskForPoints
{
    private const int MaxPoints = 1_000;

    private static readonly Refusal AlreadyAsked = new(409, "AlreadyAsked",
        "这笔奖励的收回已提出或已办理。", "Taking this award back was asked or done before.");

    /// <param name="Source">What proves it.</param>
    public sealed record Grant(long Points, string Reason, string Source);

    /// <param name="AwardId">The entry's id on the rider's statement.</param>
    public sealed record Clawback(Guid AwardId, string Reason, string Source);

    public static async Task<Results<Created<ProposalView>, ProblemHttpResult>> GrantAsync(
        Guid id, Grant request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = Check(request.Reason, request.Source)
            .When(request.Points is < 1 or > MaxPoints, "points", $"积分为 1–{MaxPoints}。", $"1–{MaxPoints} points.");
        return invalid.Any ? invalid.ToProblem() : await AskAsync(
            db, scope, id, null, request.Points, request.Reason, request.Source, time.GetUtcNow(), ct);
    }

    public static async Task<Results<Created<ProposalView>, ProblemHttpResult>> ClawbackAsync(
        Guid id, Clawback request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        if (Check(request.Reason, request.Source) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        var points = await db.Decisions
            .Where(d => d.RiderId == id && d.TransferId == request.AwardId && d.Points > 0)
            .Select(d => (long?)d.Points).SingleOrDefaultAsync(ct);
        return points is null ? Refusal.NotFound.ToProblem() : await AskAsync(
            db, scope, id, request.AwardId, points.Value, request.Reason, request.Source, time.GetUtcNow(), ct);
    }

    private static async Task<Results<Created<ProposalView>, ProblemHttpResult>> AskAsync(
        PointsDb db, Scope scope, Guid rider, Guid? award, long points, string reason, string source,
        DateTimeOffset now, CancellationToken ct)
    {
        if (!await RidersInScope.CoversAsync(db, scope, rider, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        var proposal = new Proposal
        {
            Id = Guid.CreateVersion7(now), Kind = award is null ? ProposalKind.Grant : ProposalKind.Clawback,
            RiderId = rider, Points = points, AwardId = award, Reason = reason.Trim(), Source = source.Trim(),
            RegionCode = await db.Riders.Where(r => r.Id == rider).Select(r => r.RegionCode).SingleAsync(ct) ?? "",
            AskedBy = scope.Subject, AskedAt = now,
        };
        db.Add(proposal);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) is not null)
        {
            return AlreadyAsked.ToProblem();
        }

        return TypedResults.Created(
            $"/api/v1/points/proposals/{proposal.Id}", ProposalView.Of(proposal, scope.Subject, 0));
    }

    private static Invalid Check(string reason, string source) => new Invalid()
        .When(string.IsNullOrWhiteSpace(reason) || reason.Length > 200, "reason", "原因为 1–200 字。",
            "Reason: 1–200 characters.")
        .When(string.IsNullOrWhiteSpace(source) || source.Length > 200, "source", "依据为 1–200 字。",
            "Source: 1–200 characters.");
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Lots;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Proposals;

/// <summary>
/// The second person: never the one who asked, and a person, not a system. Approval carries out at once; the
/// proposal's row is held meanwhile, so that of two who decide one wins.
/// </summary>
public static class DecideProposal
{
    private static readonly Refusal Own = new(409, "OwnProposal",
        "须由另一人审批。", "Another person has to decide what you asked.");

    private static readonly Refusal Decided = new(409, "AlreadyDecided", "该申请已有决定。", "This was decided before.");

    private static readonly Refusal NoMoney = new(409, "FundCannotPay",
        "骑手所在区划没有可用的专项基金或余额不足，未发放。", "No fund of the rider's region can back it; nothing was given.");

    /// <summary>Two persons decide what it is worth: nothing weighs or bounds it but the fund.</summary>
    private const string ManualGrant = "manual-grant";

    private static readonly RuleSet ByHand = new(1, default, new RuleContent
    {
        Lines = [new RuleLine { Id = "by-hand", Event = ManualGrant }],
    });

    /// <param name="Reason">Required where it is refused.</param>
    public sealed record Request(bool Approve, string? Reason);

    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, PointsDb db, AwardPosting posting, LotLife life, TimeProvider time,
        CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(!request.Approve && string.IsNullOrWhiteSpace(request.Reason), "reason", "不同意时须写明原因。",
                "A refusal needs its reason.")
            .When(request.Reason?.Length > 200, "reason", "原因最多 200 字。", "Reason: at most 200 characters.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (!await ListProposals.Visible(db, scope).AnyAsync(p => p.Id == id, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        try
        {
            return await db.InTransactionAsync<Results<Ok<ProposalView>, ProblemHttpResult>>(async () =>
            {
                var proposal = await db.Proposals.FromSql($"select * from proposal where id = {id} for update")
                    .SingleAsync(ct);
                if (Against(proposal, scope) is { } refusal)
                {
                    return refusal.ToProblem();
                }

                var now = time.GetUtcNow();
                proposal.Status = request.Approve ? ProposalStatus.Approved : ProposalStatus.Refused;
                proposal.DecidedBy = scope.Subject;
                proposal.DecidedAt = now;
                proposal.DecisionReason = request.Reason?.Trim();
                var owed = !request.Approve ? 0 : proposal.Kind == ProposalKind.Clawback
                    ? await TakeBack.CarryOutAsync(db, proposal, life, now, ct)
                    : await GiveAsync(db, proposal, posting, now, ct);
                await db.SaveChangesAsync(ct);
                return TypedResults.Ok(ProposalView.Of(proposal, scope.Subject, owed));
            }, ct);
        }
        catch (NothingGivenException)
        {
            db.ChangeTracker.Clear();
            return NoMoney.ToProblem();
        }
    }

    private static Refusal? Against(Proposal proposal, Scope scope) =>
        proposal.Status != ProposalStatus.Open ? Decided
            : proposal.AskedBy == scope.Subject ? Own : scope.IsSystem ? Refusal.Forbidden : null;

    /// <summary>By the posting of awards, so that it has a decision, a lot, and a fund behind it, once a key.</summary>
    private static async Task<long> GiveAsync(
        PointsDb db, Proposal p, AwardPosting posting, DateTimeOffset now, CancellationToken ct)
    {
        var key = $"grant:{p.Id}";
        var reason = p.Reason.Replace('|', '/');
        var item = new AwardItem(key, p.Id, p.RiderId, $"人工核发（{reason}）|Granted by staff ({reason})", new RuleEvent(
            ManualGrant, RuleEvent.Reporter, ManualGrant, null, p.RegionCode, p.Points, now));
        await posting.PostAsync(
            ManualGrant, [new ClaimedItem(item, RuleBook.Claim(ByHand, item.Event, Standing.None))], ct);
        var given = await db.Decisions.Where(d => d.Key == key).Select(d => d.Points).SingleAsync(ct);
        // Thrown, so that the decision is not kept either: the grant stays open until there is money.
        return given == p.Points ? 0 : throw new NothingGivenException();
    }

    private sealed class NothingGivenException : Exception;
}

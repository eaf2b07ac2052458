using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>
/// A platform's decision: accepts the case where nobody has yet, resolves it and ends the appeal, in one transaction.
/// Sent again it is answered as the first time. Past the platform's clock nothing is decided any more, whether the
/// sweep has come by or not: silence is for the rider.
/// </summary>
public sealed class AppealAnswering(GrievancesDb db, TakeStep step, DirectoryCopy directory, TimeProvider time)
{
    internal static readonly Refusal AnswerTheAppeal = new(
        409, "AnswerTheAppeal", "申诉须以决定办结：POST /api/v1/appeals/{id}/answer（撤销、部分撤销或维持处罚）。",
        "An appeal is resolved by a decision: POST /api/v1/appeals/{id}/answer.");

    private static readonly Refusal TooLate = new(
        409, "AnswerTooLate", "已过答复时限，按规定申诉成立，由工委督促撤销处罚。",
        "The time to answer is over: by the rule the appeal is upheld, and the committee sees to it.");

    private static readonly Refusal AlreadyDecided = new(
        409, "AlreadyDecided", "该申诉已有决定。", "This appeal is decided already.");

    internal sealed record Given(int Version, AppealAnswer Answer, IReadOnlyList<UploadedPhoto> Photos);

    /// <summary>
    /// A platform's own handler does not resolve an appeal without saying what becomes of the penalty; once decided and
    /// taken up again it is resolved in words, because the decision stands.
    /// </summary>
    internal static bool MustDecide(CaseRow row, CaseStep step, RoutingSnapshot snapshot) =>
        row is { Kind: CaseKind.Appeal, Reopenings: 0 } && step is { Action: CaseAction.Resolve, AnswersAppeal: false }
        && row.UnitId is { } unit && snapshot.Units.GetValueOrDefault(unit)?.Kind == AppealAccess.PlatformKind;

    /// <summary>The appeal as it stands after it; or why not, with nothing written.</summary>
    internal async Task<(AppealLine? Line, ProblemHttpResult? Refused)> TakeAsync(
        Guid id, Given given, Scope scope, CancellationToken ct)
    {
        if (await FindAsync(id, scope, ct) is not { } line)
        {
            return (null, Refusal.NotFound);
        }

        if (line.Appeal.Outcome is not null)
        {
            return IsSame(line.Appeal, given.Answer, scope) ? (line, null) : (null, Ended(line.Appeal));
        }

        if (line.Case is { UnitDueAt: { } due, UnitDoneAt: null } && due <= time.GetUtcNow())
        {
            return (null, TooLate);
        }

        var wrong = new Invalid().When(given.Version < 1, "version", "请填写您看到的版本号。", "The version that you saw.");
        var penalty = new Penalty(line.Appeal.PenaltyKind, line.Appeal.PenaltyAmount);
        foreach (var (field, what) in AppealRules.Wrong(penalty, given.Answer))
        {
            wrong.Add(field, what.Zh, what.En);
        }

        if (wrong.Any)
        {
            return (null, wrong.ToProblem());
        }

        var refused = await WriteAsync(line, given, scope, ct);
        var after = await FindAsync(id, scope, ct);
        // Who lost a race is told what the winner made of it.
        return refused is null ? (after, null)
            : after?.Appeal.Outcome is null ? (null, refused)
            : IsSame(after.Appeal, given.Answer, scope) ? (after, null) : (null, Ended(after.Appeal));
    }

    private async Task<ProblemHttpResult?> WriteAsync(
        AppealLine line, Given given, Scope scope, CancellationToken ct)
    {
        // Inside an idempotent request or a batch the transaction is theirs: this answer alone is undone.
        const string Here = "answer";
        var outer = db.Database.CurrentTransaction;
        await using var own = outer is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await (outer?.CreateSavepointAsync(Here, ct) ?? Task.CompletedTask);
        var refused = await StepsAsync(line, given, scope, ct);
        db.ChangeTracker.Clear();
        if (refused is null)
        {
            await (own?.CommitAsync(ct) ?? outer!.ReleaseSavepointAsync(Here, ct));
        }
        else
        {
            await (own?.RollbackAsync(ct) ?? outer!.RollbackToSavepointAsync(Here, ct));
        }

        return refused;
    }

    private async Task<ProblemHttpResult?> StepsAsync(
        AppealLine line, Given given, Scope scope, CancellationToken ct)
    {
        var (id, version) = (line.Appeal.CaseId, given.Version);
        if (line.Case.Status == CaseStatus.Dispatched)
        {
            var accepted = await step.HandleAsync(id, new CaseStep(CaseAction.Accept, version), scope, ct);
            if (accepted.Result is ProblemHttpResult notAccepted)
            {
                return notAccepted;
            }

            version++;
        }

        var outcome = OutcomeOf(given.Answer);
        var returned = AppealRules.Returned(
            new(line.Appeal.PenaltyKind, line.Appeal.PenaltyAmount), given.Answer);
        var note = AppealWords.Decided(outcome, line.Appeal.PenaltyKind, returned) + given.Answer.Reason!.Trim();
        var resolved = await step.HandleAsync(id, new CaseStep(CaseAction.Resolve, version)
        {
            Note = note, Photos = given.Photos, AnswersAppeal = true,
        }, scope, ct);
        if (resolved.Result is ProblemHttpResult notResolved)
        {
            return notResolved;
        }

        var unit = line.Case.UnitId!.Value;
        var ended = await db.Set<AppealRow>().Where(a => a.CaseId == id && a.Outcome == null)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.Outcome, outcome).SetProperty(a => a.Returned, returned)
                .SetProperty(a => a.Reason, given.Answer.Reason.Trim()).SetProperty(a => a.DecidedAt, time.Now())
                .SetProperty(a => a.DecidedBy, scope.Subject).SetProperty(a => a.PlatformId, unit), ct);
        return ended == 1 ? null : AlreadyDecided.ToProblem();
    }

    private static AppealOutcome OutcomeOf(AppealAnswer answer) => answer.Decision switch
    {
        AppealDecision.PenaltyRevoked => AppealOutcome.PenaltyRevoked,
        AppealDecision.PenaltyPartlyRevoked => AppealOutcome.PenaltyPartlyRevoked,
        _ => AppealOutcome.PenaltyKept,
    };

    private static bool IsSame(AppealRow appeal, AppealAnswer answer, Scope scope) =>
        appeal.DecidedBy == scope.Subject && answer.Decision is not null && appeal.Outcome == OutcomeOf(answer)
        && appeal.Reason == answer.Reason?.Trim()
        && appeal.Returned == AppealRules.Returned(new(appeal.PenaltyKind, appeal.PenaltyAmount), answer);

    private static ProblemHttpResult Ended(AppealRow appeal) =>
        appeal.Outcome == AppealOutcome.AppealUpheldBySilence ? TooLate.ToProblem()
            : AlreadyDecided.ToProblem(("outcome", appeal.Outcome.ToString()));

    private Task<AppealLine?> FindAsync(Guid id, Scope scope, CancellationToken ct) => directory.Current is null
        ? Task.FromResult<AppealLine?>(null)
        : db.AppealsFor(scope).SingleOrDefaultAsync(l => l.Appeal.CaseId == id, ct);
}

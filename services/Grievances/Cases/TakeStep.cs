using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Appeals;
using RiderPlatform.Grievances.Assigning;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// Every action on a case: load, decide by the transition table, write row, event and fact in one transaction on the
/// version that was decided on. Who loses a race is decided about once more, and so is told what the winner made of it.
/// </summary>
public sealed class TakeStep(
    GrievancesDb db, TransitionTable table, ClockLimits limits, DirectoryCopy directory, PhotoIntake photoIntake,
    CaseReader reader, StepStore store, TimeProvider time, IHttpContextAccessor http)
{
    public sealed record UnitRef(Guid Id, string Name);

    /// <param name="Unit">Who answers for the case now; null while a dispatcher must decide.</param>
    public sealed record Answer(
        Guid Id, string Number, CaseStatus Status, int Version, UnitRef? Unit, DateTimeOffset OccurredAt);

    public async Task<Results<Ok<Answer>,
        ProblemHttpResult>> HandleAsync(Guid id, CaseStep step, Scope scope, CancellationToken ct)
    {
        if (step.Wrong() is { Any: true } wrong)
        {
            return wrong.ToProblem();
        }

        var first = await TryAsync(id, step, scope, ct);
        return first ?? await TryAsync(id, step, scope, ct)
            ?? throw new DbUpdateConcurrencyException($"Case {id} moved twice past version {step.Version}.");
    }

    /// <summary>
    /// A step whose moment has come, done by the platform itself; false where the case has moved on meanwhile.
    /// </summary>
    public async Task<bool> BySystemAsync(Guid id, CaseStep step, CancellationToken ct) =>
        await TryAsync(id, step, null, ct) is { Result: Ok<Answer> };

    /// <summary>Null: the version moved between the decision and the write.</summary>
    /// <param name="scope">Null: the platform itself.</param>
    private async Task<Results<Ok<Answer>,
        ProblemHttpResult>?> TryAsync(Guid id, CaseStep step, Scope? scope, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (await FindAsync(id, ct) is not { } row)
        {
            return Refusal.NotFound.ToProblem();
        }

        // Before the scope: who returned a case has lost sight of it, and still may ask again whether it was done.
        if (scope is not null && !IsNewAttempt && await DoneBeforeAsync(row, step, scope, snapshot, ct) is { } done)
        {
            return TypedResults.Ok(done);
        }

        if (scope is not null && !row.IsVisibleTo(scope))
        {
            return Refusal.NotFound.ToProblem();
        }

        if (AppealAnswering.MustDecide(row, step, snapshot))
        {
            return AppealAnswering.AnswerTheAppeal.ToProblem();
        }

        var facts = new CaseFacts(row.Status, row.Version, row.ChangedAt,
            await DoneAsync(row, step.Action, ct), row.MergedInto is not null);
        var now = time.Now();
        var roles = scope?.RolesOver(row, table.WhoMay(step.Action)) ?? [TransitionTable.System];
        var decision =
            table.Decide(facts, new Attempt(step.Action, step.Version, roles, step.Given(row.Kind), step.Outcome), now);
        if (decision.Line is not { } line)
        {
            return CaseRefusals.Of(decision, row, snapshot);
        }

        var role = roles.First(line.Who.Contains);
        (step, var refused) = await StepChecks.PrepareAsync(db, row, step, role, scope, snapshot, ct);
        if (refused is not null)
        {
            return refused;
        }

        step = step.WithDuty(row, line, snapshot, now).WithSpot(row);
        var (photos, badPhoto) = await photoIntake.KeepAsync(step.Photos, ct);
        if (badPhoto is not null)
        {
            return badPhoto;
        }

        var change = await ChangeAsync(row, step, line, new(role, scope?.Subject), snapshot, now, ct);
        if (!await change.TrySaveAsync(db, store, photos, ct))
        {
            return null;
        }

        return TypedResults.Ok(AnswerOf(row, change.Event, snapshot));
    }

    /// <summary>A transaction that is under way sees what it has written itself.</summary>
    private Task<CaseRow?> FindAsync(Guid id, CancellationToken ct) => db.Database.CurrentTransaction is null
        ? reader.FindAsync(id, ct) : db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);

    private async Task<StepChange> ChangeAsync(
        CaseRow row, CaseStep step, Transition line, StepChange.Actor actor, RoutingSnapshot snapshot,
        DateTimeOffset now, CancellationToken ct)
    {
        var dues = await StepDues.AfterAsync(db, row, step, line, limits, snapshot, now, ct);
        var next = NextStep.After(row, step, line, snapshot, now);
        return new(row, step, line, actor, dues, next, snapshot, now,
            after => db.FirstLevelAsync(after, limits, snapshot.Calendar, now, ct))
        {
            Beside = line.Unit == UnitEffect.Set
                ? Assigner.AfterDispatch(db, row.Id, step.UnitId, snapshot, now, ct) : null,
        };
    }

    /// <summary>
    /// A key that comes this far is a new one, because the filter answers those that it knows: its sender tries once
    /// more and does not ask what came of the first time.
    /// </summary>
    private bool IsNewAttempt => http.HttpContext is { } context
        && context.GetEndpoint()?.Metadata.GetMetadata<IdempotencyFilter.IdempotentMetadata>() is { KeptByRoute: false }
        && context.Request.Headers.ContainsKey(IdempotencyFilter.HeaderName);

    /// <summary>How often it was done before; asked only where the table sets a bound.</summary>
    private async Task<int> DoneAsync(CaseRow row, CaseAction action, CancellationToken ct)
    {
        var kind = StepChange.KindOf(action);
        return table.Find(row.Status, action)?.AtMost is null ? 0
            : await db.CaseEvents.CountAsync(e => e.CaseId == row.Id && e.Kind == kind, ct);
    }

    /// <summary>The first answer, where the same actor has already done just this.</summary>
    private async Task<Answer?> DoneBeforeAsync(
        CaseRow row, CaseStep step, Scope scope, RoutingSnapshot snapshot, CancellationToken ct)
    {
        if (row.Version <= step.Version)
        {
            return null;
        }

        var (kind, hash) = (StepChange.KindOf(step.Action), step.Hash());
        var done = await db.CaseEvents.AsNoTracking()
            .SingleOrDefaultAsync(e => e.CaseId == row.Id && e.Version == step.Version + 1
            && e.Kind == kind && e.ActorId == scope.Subject && e.RequestHash == hash, ct);
        return done is null ? null : AnswerOf(row, done, snapshot);
    }

    private static Answer AnswerOf(CaseRow row, CaseEventRow e, RoutingSnapshot snapshot)
    {
        var unit = e.Status == CaseStatus.Returned ? null : e.UnitId;
        return new Answer(row.Id, row.Number, e.Status, e.Version,
            unit is { } id ? new UnitRef(id, snapshot.Units.GetValueOrDefault(id)?.Name ?? "") : null, e.OccurredAt);
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.CoHandling;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Verification;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// What a decided step writes: row, event, photos and fact, together and on the expected version, or nothing.
/// </summary>
/// <param name="dues">The clocks after this step.</param>
/// <param name="next">What follows by itself; null where nothing does.</param>
/// <param name="timer">What the case's timer is set to, by the row as it stands after the step.</param>
internal sealed class StepChange(
    CaseRow row, CaseStep step, Transition line, StepChange.Actor actor, StepDues dues, NextStepRow? next,
    RoutingSnapshot snapshot, DateTimeOffset now, Func<CaseRow, Task<DateTimeOffset?>> timer)
{
    /// <param name="Id">The account; null for the platform itself.</param>
    internal sealed record Actor(string Role, Guid? Id);

    /// <summary>What belongs to the step in other tables, after it in its transaction; null: nothing.</summary>
    public Func<Task>? Beside { get; init; }

    private readonly Guid? _unitAfter = line.Unit switch
    {
        UnitEffect.Set or UnitEffect.Back => step.UnitId,
        UnitEffect.Clear => null,
        _ => row.UnitId,
    };

    public CaseEventRow Event { get; } = new()
    {
        CaseId = row.Id,
        Version = row.Version + 1,
        Kind = KindOf(step.Action),
        Status = line.To,
        ActorId = actor.Id,
        ActorRole = actor.Role,
        UnitId = line.Unit is UnitEffect.Set or UnitEffect.Back ? step.UnitId : row.UnitId,
        RegionCode = row.RegionCode,
        Note = step.Note?.Trim(),
        Data = step.Data(row),
        RequestHash = step.Hash(),
        OccurredAt = now,
    };

    /// <summary>The past of the action, as it stands in events.</summary>
    public static string KindOf(CaseAction action) => action switch
    {
        CaseAction.Triage => "Triaged",
        CaseAction.Dispatch => "Dispatched",
        CaseAction.Accept => "Accepted",
        CaseAction.Return => "Returned",
        CaseAction.RefuseReturn => "ReturnRefused",
        CaseAction.Start => "Started",
        CaseAction.Resolve => "Resolved",
        CaseAction.Verify => "Verified",
        CaseAction.Refute => "Refuted",
        CaseAction.CallBack => "CalledBack",
        CaseAction.Close => "Closed",
        CaseAction.Reject => "Rejected",
        CaseAction.Withdraw => "Withdrawn",
        CaseAction.Merge => "Merged",
        CaseAction.Split => "Split",
        _ => "Reopened",
    };

    /// <summary>False when someone else changed the case first; then nothing is written.</summary>
    public async Task<bool> TrySaveAsync(
        GrievancesDb db, StepStore store, IReadOnlyList<StoredPhoto> photos, CancellationToken ct)
    {
        var write = Write().WithCall(row, step, line, snapshot, now);
        var check = WantVerification.After(row, step, Event.Version, now);
        var isAlone = photos.Count == 0 && check is null && step.Into is null && !Escalates && !HasCoUnits
            && !ComesBack && Beside is null;
        write = MovesClocks ? write with { TimerAt = await timer(After()) } : write;
        return isAlone && db.Database.CurrentTransaction is null
            ? await store.TryWriteAsync(write, ct)
            : await db.InTransactionAsync(() => TrySaveAsync(db, write, photos, check, ct), ct);
    }

    private async Task<bool> TrySaveAsync(
        GrievancesDb db, StepWrite write, IReadOnlyList<StoredPhoto> photos, VerificationRow? check,
        CancellationToken ct)
    {
        if (step.Into is { } into && !await Joins.TryHoldAsync(db, row.Id, into, ct))
        {
            return false;
        }

        if (!await StepStore.TryWriteAsync(db, write, ct))
        {
            return false;
        }

        // Held by the update: no task comes in between any more.
        if (HasCoUnits && step.Action == CaseAction.Resolve && await CoUnits.HoldUpAsync(db, row.Id, ct))
        {
            throw new DbUpdateConcurrencyException($"Case {row.Id} was given a co-handler meanwhile.");
        }

        if (HasCoUnits && line.To == CaseStatus.Closed)
        {
            await CoUnits.EndAsync(db, row.Id, now, ct);
        }

        db.AddRange(check is null ? Array.Empty<object>() : [check]);
        db.AddRange(photos.Select(p => new CasePhotoRow
        {
            Id = p.Id, CaseId = row.Id, Version = Event.Version, Blob = p.Blob, Thumbnail = p.Thumbnail,
            Width = p.Width, Height = p.Height, CreatedAt = now,
        }));
        Escalate(db);
        await db.SaveChangesAsync(ct);
        await Joins.FollowAsync(db, row, step.Into, line.To, now, ct);
        await (Beside?.Invoke() ?? Task.CompletedTask);
        return true;
    }

    private StepWrite Write()
    {
        var isAccepted = step.Action == CaseAction.Accept;
        var isReopened = line.To == CaseStatus.Reopened;
        var movesDue = dues.Unit != row.UnitDueAt || dues.Rider != row.RiderDueAt;
        var fact = StepFacts.Of(row, step, Event);
        return new()
        {
            CaseId = row.Id,
            Version = Event.Version,
            DueMovedAt = row.DueMovedAt,
            Alone = !HasCoUnits,
            Status = line.To,
            UnitId = _unitAfter,
            DeadlineClass = dues.Class,
            AcceptedBy = line.To switch
            {
                CaseStatus.Accepted when isAccepted => actor.Id,
                CaseStatus.Dispatched or CaseStatus.Returned or CaseStatus.Reopened => null,
                _ => row.AcceptedBy,
            },
            Category = step.Category ?? row.Category,
            Severity = (short)(step.Severity ?? row.Severity),
            RiderDueAt = dues.Rider,
            UnitSince = dues.UnitSince,
            UnitDueAt = dues.Unit,
            UnitDoneAt = UnitDoneAt(),
            FirstAcceptedAt = isAccepted ? row.FirstAcceptedAt ?? now : row.FirstAcceptedAt,
            FirstAcceptedInTime = isAccepted ? row.FirstAcceptedInTime ?? now <= row.UnitDueAt
                : row.FirstAcceptedInTime,
            FirstUnitId = row.FirstUnitId ?? (line.Unit == UnitEffect.Set ? step.UnitId : null),
            ExternalReference = isReopened ? null : step.ExternalReference ?? row.ExternalReference,
            Returns = (short)(row.Returns + (step.Action == CaseAction.Return ? 1 : 0)),
            Reopenings = (short)(row.Reopenings + (isReopened ? 1 : 0)),
            Outcome = isReopened ? null : step.Outcome ?? row.Outcome,
            MergedInto = isReopened ? null : step.Into ?? row.MergedInto,
            Solved = isReopened ? null : step.Solved ?? row.Solved,
            Satisfaction = isReopened ? null : step.Satisfaction ?? row.Satisfaction,
            Refusals = (short)(row.Refusals + (step.Satisfaction == Satisfaction.NotSatisfied ? 1 : 0)),
            SupervisedAt = Escalates ? row.SupervisedAt ?? now : row.SupervisedAt,
            Now = now,
            EventKind = Event.Kind,
            ActorId = Event.ActorId,
            ActorRole = Event.ActorRole,
            EventUnit = Event.UnitId,
            RegionCode = Event.RegionCode,
            Note = Event.Note,
            Data = Event.Data,
            RequestHash = Event.RequestHash,
            FactId = fact.Id,
            FactType = fact.Type,
            FactPayload = fact.Payload,
            FactHeaders = fact.Headers,
            RiderDueBefore = movesDue ? row.RiderDueAt : null,
            UnitDueBefore = movesDue ? row.UnitDueAt : null,
            NextAction = next?.Action,
            NextUnit = next?.UnitId,
            NextAt = next?.DueAt,
            EndsNext = next is null && row.Status >= CaseStatus.Resolved,
            SetsTimer = MovesClocks,
        };
    }

    /// <summary>The row that was read is nobody else's: it is brought to where the database stands now.</summary>
    private CaseRow After()
    {
        var done = UnitDoneAt();
        (row.Status, row.UnitId, row.UnitSince, row.UnitDueAt, row.UnitDoneAt, row.RiderDueAt) =
            (line.To, _unitAfter, dues.UnitSince, dues.Unit, done, dues.Rider);
        (row.Category, row.Severity, row.DeadlineClass) =
            (step.Category ?? row.Category, step.Severity ?? row.Severity, dues.Class);
        return row;
    }

    /// <summary>Accepting, starting, verifying and calling back neither start nor stop a clock.</summary>
    private bool MovesClocks =>
        step.Action is not (CaseAction.Accept or CaseAction.Start or CaseAction.Verify or CaseAction.CallBack);

    private bool HasCoUnits => row.CoUnits.Length > 0;

    /// <summary>Riders who went along when the case was merged come back with it.</summary>
    private bool ComesBack => line.To == CaseStatus.Reopened && row.MergedInto is not null;

    /// <summary>The platform takes a case up again for one reason alone: its rider was not satisfied twice.</summary>
    private bool Escalates => actor.Id is null && step.Action == CaseAction.Reopen;

    /// <summary>One level up is not only given the case, it is under a supervise order to answer for it.</summary>
    private void Escalate(GrievancesDb db)
    {
        if (Escalates)
        {
            db.Add(new SuperviseOrderRow
            {
                Id = Guid.CreateVersion7(now), CaseId = row.Id, UnitId = step.UnitId, Reason = step.Note!,
                    IssuedAt = now,
                AnswerDueAt = SuperviseRules.AnswerDue(now, snapshot.Calendar),
            });
        }
    }

    /// <summary>A case that ends before its unit has resolved it ends the unit's clock too.</summary>
    private DateTimeOffset? UnitDoneAt() => step.Action switch
    {
        CaseAction.Resolve => now,
        _ when line.To == CaseStatus.Closed => row.UnitDoneAt ?? (row.UnitSince is null ? null : now),
        CaseAction.Verify or CaseAction.CallBack => row.UnitDoneAt,
        _ => null,
    };
}

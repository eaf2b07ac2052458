using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.CoHandling;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Verification;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// What a decided step writes: row, event, photos and fact, together and on the expected version, or nothing.
/// </summary>
/// <param name="dues">The clocks after this step.</param>
/// <param name="next">What follows by itself; null where nothing does.</param>
/// <param name="timer">Sets the case's timer anew, by the row as it stands after the step.</param>
internal sealed class StepChange(
    CaseRow row, CaseStep step, Transition line, StepChange.Actor actor, StepDues dues, NextStepRow? next,
    WorkCalendar calendar, DateTimeOffset now, Func<CaseRow, Task> timer)
{
    /// <param name="Id">The account; null for the platform itself.</param>
    internal sealed record Actor(string Role, Guid? Id);

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
    public Task<bool> TrySaveAsync(GrievancesDb db, IReadOnlyList<StoredPhoto> photos, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
    {
        if (step.Into is { } into && !await Joins.TryHoldAsync(db, row.Id, into, ct))
        {
            return false;
        }

        if (await UpdateAsync(db, ct) == 0)
        {
            return false;
        }

        // Held by the update: no task comes in between any more.
        if (step.Action == CaseAction.Resolve && await CoUnits.HoldUpAsync(db, row.Id, ct))
        {
            throw new DbUpdateConcurrencyException($"Case {row.Id} was given a co-handler meanwhile.");
        }

        if (line.To == CaseStatus.Closed)
        {
            await CoUnits.EndAsync(db, row.Id, now, ct);
        }

        db.Add(Event);
        db.AddRange(WantVerification.After(row, step, Event.Version, now) is { } check ? [check]
            : Array.Empty<object>());
        db.AddRange(photos.Select(p => new CasePhotoRow
        {
            Id = p.Id, CaseId = row.Id, Version = Event.Version, Blob = p.Blob, Thumbnail = p.Thumbnail,
            Width = p.Width, Height = p.Height, CreatedAt = now,
        }));
        if (dues.Unit != row.UnitDueAt || dues.Rider != row.RiderDueAt)
        {
            db.Add(new CaseDueChangeRow
            {
                CaseId = row.Id, ChangedAt = now, RiderBefore = row.RiderDueAt, UnitBefore = row.UnitDueAt,
            });
        }

        db.PublishStep(row, step, Event);
        Escalate(db);
        await db.SaveChangesAsync(ct);
        await WriteNextAsync(db, ct);
        await Joins.FollowAsync(db, row, step.Into, line.To, now, ct);
        await (MovesClocks ? timer(After()) : Task.CompletedTask);
        return true;
    }, ct);

    private Task<int> UpdateAsync(GrievancesDb db, CancellationToken ct)
    {
        var acceptedBy = line.To switch
        {
            CaseStatus.Accepted when step.Action == CaseAction.Accept => actor.Id,
            CaseStatus.Dispatched or CaseStatus.Returned or CaseStatus.Reopened => null,
            _ => row.AcceptedBy,
        };
        var reopened = line.To == CaseStatus.Reopened;

        // A pause that was approved meanwhile has moved due moments without a version: they are reckoned anew.
        var still = db.Cases.Where(c => c.Id == row.Id && c.Version == row.Version && c.DueMovedAt == row.DueMovedAt);
        return still.ExecuteUpdateAsync(s => s
            .SetProperty(c => c.Status, line.To)
            .SetProperty(c => c.Version, row.Version + 1)
            .SetProperty(c => c.UnitId, _unitAfter)
            .SetProperty(c => c.AcceptedBy, acceptedBy)
            .SetProperty(c => c.Category, step.Category ?? row.Category)
            .SetProperty(c => c.Severity, step.Severity ?? row.Severity)
            .SetProperty(c => c.RiderDueAt, dues.Rider)
            .SetProperty(c => c.UnitSince, dues.UnitSince)
            .SetProperty(c => c.UnitDueAt, dues.Unit)
            .SetProperty(c => c.UnitDoneAt, UnitDoneAt())
            .SetProperty(c => c.FirstAcceptedAt, step.Action == CaseAction.Accept ? row.FirstAcceptedAt ?? now
                : row.FirstAcceptedAt)
            .SetProperty(c => c.FirstAcceptedInTime, step.Action == CaseAction.Accept
                ? row.FirstAcceptedInTime ?? now <= row.UnitDueAt : row.FirstAcceptedInTime)
            .SetProperty(c => c.FirstUnitId, row.FirstUnitId ?? (line.Unit == UnitEffect.Set ? step.UnitId : null))
            .SetProperty(c => c.ExternalReference, reopened ? null : step.ExternalReference ?? row.ExternalReference)
            .SetProperty(c => c.Returns, (short)(row.Returns + (step.Action == CaseAction.Return ? 1 : 0)))
            .SetProperty(c => c.Reopenings, (short)(row.Reopenings + (reopened ? 1 : 0)))
            .SetProperty(c => c.Outcome, reopened ? null : step.Outcome ?? row.Outcome)
            .SetProperty(c => c.MergedInto, reopened ? null : step.Into ?? row.MergedInto)
            .SetProperty(c => c.Solved, reopened ? null : step.Solved ?? row.Solved)
            .SetProperty(c => c.Satisfaction, reopened ? null : step.Satisfaction ?? row.Satisfaction)
            .SetProperty(c => c.Refusals, (short)(row.Refusals + (Refused ? 1 : 0)))
            .SetProperty(c => c.SupervisedAt, Escalates ? row.SupervisedAt ?? now : row.SupervisedAt)
            .SetProperty(c => c.ChangedAt, now), ct);
    }

    /// <summary>The row that was read is nobody else's: it is brought to where the database stands now.</summary>
    private CaseRow After()
    {
        var done = UnitDoneAt();
        (row.Status, row.UnitId, row.UnitSince, row.UnitDueAt, row.UnitDoneAt, row.RiderDueAt) =
            (line.To, _unitAfter, dues.UnitSince, dues.Unit, done, dues.Rider);
        (row.Category, row.Severity) = (step.Category ?? row.Category, step.Severity ?? row.Severity);
        return row;
    }

    /// <summary>Accepting, starting, verifying and calling back neither start nor stop a clock.</summary>
    private bool MovesClocks =>
        step.Action is not (CaseAction.Accept or CaseAction.Start or CaseAction.Verify or CaseAction.CallBack);

    private bool Refused => step.Satisfaction == Satisfaction.NotSatisfied;

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
                AnswerDueAt = SuperviseRules.AnswerDue(now, calendar),
            });
        }
    }

    private Task WriteNextAsync(GrievancesDb db, CancellationToken ct) =>
        next is not null ? db.Database.ExecuteSqlAsync($"""
            insert into case_next_steps (case_id, version, action, unit_id, due_at)
            values ({next.CaseId}, {next.Version}, {next.Action.ToString()}, {next.UnitId}, {next.DueAt})
            on conflict (case_id) do update set version = excluded.version, action = excluded.action,
                unit_id = excluded.unit_id, due_at = excluded.due_at
            """, ct)
        : row.Status >= CaseStatus.Resolved
            ? db.Set<NextStepRow>().Where(n => n.CaseId == row.Id).ExecuteDeleteAsync(ct) : Task.CompletedTask;

    /// <summary>A case that ends before its unit has resolved it ends the unit's clock too.</summary>
    private DateTimeOffset? UnitDoneAt() => step.Action switch
    {
        CaseAction.Resolve => now,
        _ when line.To == CaseStatus.Closed => row.UnitDoneAt ?? (row.UnitSince is null ? null : now),
        CaseAction.Verify or CaseAction.CallBack => row.UnitDoneAt,
        _ => null,
    };
}

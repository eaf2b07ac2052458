using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Verification;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// What a decided step writes: row, event, photos and fact, together and on the expected version, or nothing.
/// </summary>
/// <param name="clock">The unit's clock after this step.</param>
/// <param name="timer">Sets the case's timer anew, by the row as it stands after the step.</param>
internal sealed class StepChange(
    CaseRow row, CaseStep step, Transition line, string actorRole, Guid actor, UnitClock clock, DateTimeOffset now,
    Func<CaseRow, Task> timer)
{
    private readonly Guid? _unitAfter = line.Unit switch
    {
        UnitEffect.Set => step.UnitId,
        UnitEffect.Clear => null,
        _ => row.UnitId,
    };

    public CaseEventRow Event { get; } = new()
    {
        CaseId = row.Id,
        Version = row.Version + 1,
        Kind = KindOf(step.Action),
        Status = line.To,
        ActorId = actor,
        ActorRole = actorRole,
        UnitId = line.Unit == UnitEffect.Set ? step.UnitId : row.UnitId,
        RegionCode = row.RegionCode,
        Note = step.Note?.Trim(),
        Data = step.Data(),
        RequestHash = step.Hash(),
        OccurredAt = now,
    };

    /// <summary>The past of the action, as it stands in events.</summary>
    public static string KindOf(CaseAction action) => action switch
    {
        CaseAction.Dispatch => "Dispatched",
        CaseAction.Accept => "Accepted",
        CaseAction.Return => "Returned",
        CaseAction.Resolve => "Resolved",
        CaseAction.CallBack => "CalledBack",
        CaseAction.Close => "Closed",
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

        db.Add(Event);
        db.AddRange(WantVerification.After(row, step, Event.Version, now) is { } check ? [check]
            : Array.Empty<object>());
        db.AddRange(photos.Select(p => new CasePhotoRow
        {
            Id = p.Id, CaseId = row.Id, Version = Event.Version, Blob = p.Blob, Thumbnail = p.Thumbnail,
            Width = p.Width, Height = p.Height, CreatedAt = now,
        }));
        if (clock.DueAt != row.UnitDueAt)
        {
            db.Add(new CaseDueChangeRow
            {
                CaseId = row.Id, ChangedAt = now, RiderBefore = row.RiderDueAt, UnitBefore = row.UnitDueAt,
            });
        }

        Publish(db);
        await db.SaveChangesAsync(ct);
        await Joins.FollowAsync(db, row, step.Into, line.To, now, ct);
        await (MovesClocks ? timer(After()) : Task.CompletedTask);
        return true;
    }, ct);

    private Task<int> UpdateAsync(GrievancesDb db, CancellationToken ct)
    {
        var acceptedBy = line.To switch
        {
            CaseStatus.Accepted => actor,
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
            .SetProperty(c => c.UnitSince, clock.Since)
            .SetProperty(c => c.UnitDueAt, clock.DueAt)
            .SetProperty(c => c.UnitDoneAt, UnitDoneAt())
            .SetProperty(c => c.FirstAcceptedAt, step.Action == CaseAction.Accept ? row.FirstAcceptedAt ?? now
                : row.FirstAcceptedAt)
            .SetProperty(c => c.ExternalReference, reopened ? null : step.ExternalReference ?? row.ExternalReference)
            .SetProperty(c => c.Returns, (short)(row.Returns + (step.Action == CaseAction.Return ? 1 : 0)))
            .SetProperty(c => c.Reopenings, (short)(row.Reopenings + (reopened ? 1 : 0)))
            .SetProperty(c => c.Outcome, reopened ? null : step.Outcome ?? row.Outcome)
            .SetProperty(c => c.MergedInto, reopened ? null : step.Into ?? row.MergedInto)
            .SetProperty(c => c.Satisfied, reopened ? null : step.Satisfied ?? row.Satisfied)
            .SetProperty(c => c.Rating, reopened ? null : step.Rating ?? row.Rating)
            .SetProperty(c => c.ChangedAt, now), ct);
    }

    /// <summary>The row that was read is nobody else's: it is brought to where the database stands now.</summary>
    private CaseRow After()
    {
        var done = UnitDoneAt();
        (row.Status, row.UnitId, row.UnitSince, row.UnitDueAt, row.UnitDoneAt) =
            (line.To, _unitAfter, clock.Since, clock.DueAt, done);
        return row;
    }

    /// <summary>Accepting and calling back neither start nor stop a clock.</summary>
    private bool MovesClocks => step.Action is not (CaseAction.Accept or CaseAction.CallBack);

    private DateTimeOffset? UnitDoneAt() => step.Action switch
    {
        CaseAction.Resolve => now,
        CaseAction.CallBack or CaseAction.Close or CaseAction.Merge => row.UnitDoneAt,
        _ => null,
    };

    private void Publish(GrievancesDb db)
    {
        var (id, version, region, unit) = (row.Id, Event.Version, row.RegionCode, Event.UnitId ?? Guid.Empty);
        switch (step.Action)
        {
            case CaseAction.Dispatch:
                db.Publish(
                    new CaseDispatched { CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region,
                    OccurredAt = now }, id, version);
                break;
            case CaseAction.Accept:
                db.Publish(
                    new CaseAccepted { CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region,
                    OccurredAt = now }, id, version);
                break;
            case CaseAction.Return:
                db.Publish(
                    new CaseReturned { CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region,
                    OccurredAt = now }, id, version);
                break;
            case CaseAction.Resolve:
                db.Publish(
                    new CaseResolved { CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region,
                    OccurredAt = now }, id, version);
                break;
            case CaseAction.CallBack:
                db.Publish(
                    new CaseCalledBack { CaseId = id, CaseVersion = version, Satisfied = step.Satisfied == true,
                    RegionCode = region, OccurredAt = now }, id, version);
                break;
            case CaseAction.Close or CaseAction.Merge:
                db.Publish(new CaseClosed
                {
                    CaseId = id, CaseVersion = version, RiderId = row.ReporterId, Kind = row.Kind.ToString(),
                        Category = row.Category,
                    Severity = row.Severity.ToString(), Outcome = step.Outcome!.Value.ToString(), RegionCode = region,
                    ReportedAt = row.ReportedAt, OccurredAt = now,
                }, id, version);
                break;
            default:
                db.Publish(
                    new CaseReopened { CaseId = id, CaseVersion = version, RegionCode = region, OccurredAt = now }, id,
                    version);
                break;
        }
    }
}

using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// The fact that a step is told to the other services by; one for each, in the step's own transaction.
/// </summary>
internal static class StepFacts
{
    public static void PublishStep(this GrievancesDb db, CaseRow row, CaseStep step, CaseEventRow e)
    {
        var (id, version, region, unit, now) =
            (row.Id, e.Version, row.RegionCode, e.UnitId ?? Guid.Empty, e.OccurredAt);
        switch (e.Status)
        {
            case CaseStatus.Closed:
                db.Publish(new CaseClosed
                {
                    CaseId = id, CaseVersion = version, RiderId = row.ReporterId, Kind = row.Kind.ToString(),
                    Category = row.Category, Severity = row.Severity.ToString(), Outcome = step.Outcome.ToString()!,
                    RegionCode = region, ReportedAt = row.ReportedAt, OccurredAt = now,
                }, id, version);
                break;
            case CaseStatus.Reopened:
                db.Publish(new CaseReopened
                {
                    CaseId = id, CaseVersion = version, RegionCode = region, OccurredAt = now,
                }, id, version);
                break;
            case CaseStatus.Dispatched when step.Action is CaseAction.Dispatch or CaseAction.RefuseReturn:
                db.Publish(new CaseDispatched
                {
                    CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region, OccurredAt = now,
                }, id, version);
                break;
            case CaseStatus.Accepted when step.Action == CaseAction.Accept:
                db.Publish(new CaseAccepted
                {
                    CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region, OccurredAt = now,
                }, id, version);
                break;
            case CaseStatus.Returned:
                db.Publish(new CaseReturned
                {
                    CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region, OccurredAt = now,
                }, id, version);
                break;
            case CaseStatus.Resolved:
                db.Publish(new CaseResolved
                {
                    CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region, OccurredAt = now,
                }, id, version);
                break;
            case CaseStatus.CalledBack:
                db.Publish(new CaseCalledBack
                {
                    CaseId = id, CaseVersion = version, Satisfied = step.Satisfaction == Satisfaction.Satisfied,
                    RegionCode = region, OccurredAt = now,
                }, id, version);
                break;
            default:
                db.Publish(new CaseMoved
                {
                    CaseId = id, CaseVersion = version, Status = e.Status.ToString(), UnitId = e.UnitId,
                    RegionCode = region, OccurredAt = now,
                }, id, version);
                break;
        }
    }
}

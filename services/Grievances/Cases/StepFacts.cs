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
    public static OutboxRow Of(CaseRow row, CaseStep step, CaseEventRow e)
    {
        var (id, version, region, unit, now) =
            (row.Id, e.Version, row.RegionCode, e.UnitId ?? Guid.Empty, e.OccurredAt);
        return e.Status switch
        {
            CaseStatus.Closed => Row(new CaseClosed
            {
                CaseId = id, CaseVersion = version, RiderId = row.ReporterId, Kind = row.Kind.ToString(),
                Category = row.Category, Severity = row.Severity.ToString(), Outcome = step.Outcome.ToString()!,
                RegionCode = region, ReportedAt = row.ReportedAt, OccurredAt = now,
            }),
            CaseStatus.Reopened => Row(new CaseReopened
            {
                CaseId = id, CaseVersion = version, RegionCode = region, OccurredAt = now,
            }),
            CaseStatus.Dispatched when step.Action is CaseAction.Dispatch or CaseAction.RefuseReturn =>
                Row(new CaseDispatched
            {
                CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region, OccurredAt = now,
            }),
            CaseStatus.Accepted when step.Action == CaseAction.Accept => Row(new CaseAccepted
            {
                CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region, OccurredAt = now,
            }),
            CaseStatus.Returned => Row(new CaseReturned
            {
                CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region, OccurredAt = now,
            }),
            CaseStatus.Resolved => Row(new CaseResolved
            {
                CaseId = id, CaseVersion = version, UnitId = unit, RegionCode = region, OccurredAt = now,
            }),
            CaseStatus.CalledBack => Row(new CaseCalledBack
            {
                CaseId = id, CaseVersion = version, Satisfied = step.Satisfaction == Satisfaction.Satisfied,
                RegionCode = region, OccurredAt = now,
            }),
            _ => Row(new CaseMoved
            {
                CaseId = id, CaseVersion = version, Status = e.Status.ToString(), UnitId = e.UnitId,
                RegionCode = region, OccurredAt = now,
            }),
        };

        OutboxRow Row<TFact>(TFact fact) where TFact : class => OutboxRow.Of(fact, id.ToString(), version);
    }
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>Who helps with a case, as it stands in the case's own row: the scope of every list asks for it.</summary>
internal static class CoUnits
{
    /// <summary>
    /// In the transaction of whatever changed a task. An institute must not see the case for its sample's sake: what
    /// stands here for a referral is the task, which is nobody's unit; the lead's steps look for tasks all the same.
    /// </summary>
    public static Task RefreshAsync(GrievancesDb db, Guid caseId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            update cases set co_units = coalesce((select array_agg(distinct case kind
                    when 'Help' then unit_id else id end) from co_tasks
                where case_id = {caseId} and state in ('Open', 'Accepted', 'Done')), array[]::uuid[])
            where id = {caseId}
            """, ct);

    /// <summary>The case is over: nobody works for it any more. In the closing step's transaction.</summary>
    public static Task EndAsync(GrievancesDb db, Guid caseId, DateTimeOffset now, CancellationToken ct) =>
        db.Set<CoTaskRow>()
            .Where(t => t.CaseId == caseId && (t.State == CoTaskState.Open || t.State == CoTaskState.Accepted))
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.State, CoTaskState.Cancelled)
                .SetProperty(t => t.EndedAt, now), ct);

    /// <summary>Whether something that the lead must wait for is open.</summary>
    public static Task<bool> HoldUpAsync(GrievancesDb db, Guid caseId, CancellationToken ct) =>
        db.Set<CoTaskRow>().AnyAsync(t => t.CaseId == caseId && t.Mandatory
            && (t.State == CoTaskState.Open || t.State == CoTaskState.Accepted), ct);
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;

namespace RiderPlatform.Grievances.Timers;

/// <summary>
/// The steps whose moment has come. A claim is a lease, so that replicas do not do each other's work; that a step is
/// done once is the case's version's doing, and a lease that runs out with its replica is taken by another.
/// </summary>
internal static class NextSteps
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public static async Task<IReadOnlyList<NextStepRow>> ClaimAsync(
        GrievancesDb db, DateTimeOffset now, CancellationToken ct) => await db.Set<NextStepRow>().FromSql($"""
        update case_next_steps s set due_at = {now + Lease}
        from (select case_id from case_next_steps where due_at <= {now} order by due_at limit 50
            for update skip locked) due
        where s.case_id = due.case_id returning s.case_id, s.version, s.action, s.unit_id, s.due_at
        """).AsNoTracking().ToListAsync(ct);

    /// <summary>The case has moved on, and the row stands for nothing; unless a step has just replaced it.</summary>
    public static Task ForgetAsync(GrievancesDb db, NextStepRow next, CancellationToken ct) =>
        db.Set<NextStepRow>().Where(n => n.CaseId == next.CaseId && n.Version == next.Version).ExecuteDeleteAsync(ct);
}

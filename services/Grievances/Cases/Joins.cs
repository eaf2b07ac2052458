using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>Who else has reported a case, as merging and splitting move them.</summary>
internal static class Joins
{
    /// <summary>
    /// In the step's transaction: with a merge the reporter and whoever had joined go along; when the case is taken up
    /// again they come back.
    /// </summary>
    public static async Task FollowAsync(
        GrievancesDb db, CaseRow row, Guid? into, CaseStatus to, DateTimeOffset now, CancellationToken ct)
    {
        if (into is { } target)
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into case_joins (case_id, rider_id, from_case, joined_at)
                select {target}, rider, {row.Id}, {now}
                from (select rider_id as rider from case_joins where case_id = {row.Id}
                    union select reporter_id from cases where id = {row.Id}) riders
                where rider is not null and rider is distinct from (select reporter_id from cases where id = {target})
                on conflict do nothing
                """, ct);
        }
        else if (to == CaseStatus.Reopened && row.MergedInto is { } left)
        {
            await db.CaseJoins.Where(j => j.CaseId == left && j.FromCase == row.Id).ExecuteDeleteAsync(ct);
        }
    }

    /// <summary>
    /// Both cases locked until the transaction ends, in the order of their ids, so that two merges towards each other
    /// do not wait in a circle; false when the target has been closed meanwhile, by just such a merge perhaps.
    /// </summary>
    public static async Task<bool> TryHoldAsync(GrievancesDb db, Guid id, Guid into, CancellationToken ct)
    {
        var open = await db.Database.SqlQuery<Guid>($"""
            select id as "Value" from (
                select id, open from cases where id in ({id}, {into}) order by id for update) held
            where open
            """).ToListAsync(ct);
        return open.Contains(into);
    }

    /// <summary>Null where <paramref name="row"/> may be merged into the case <paramref name="into"/>.</summary>
    public static async Task<ProblemHttpResult?> WrongTargetAsync(
        GrievancesDb db, CaseRow row, Guid into, Scope scope, CancellationToken ct)
    {
        var target = await db.Cases.AsNoTracking().VisibleTo(scope).SingleOrDefaultAsync(c => c.Id == into, ct);
        var invalid = new Invalid()
            .When(target is null, "into", "没有这个案件。", "There is no such case.")
            .When(into == row.Id, "into", "不能合并到自身。", "A case is not merged into itself.")
            .When(target is not null && target.Kind != row.Kind, "into", "种类不同，不能合并。", "Of another kind.")
            .When(target is { Open: false }, "into", "该案件已销号，请选择未结案件。", "That case is closed; choose an open one.");
        return invalid.Any ? invalid.ToProblem() : null;
    }
}

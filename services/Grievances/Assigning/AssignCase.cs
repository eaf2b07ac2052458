using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Assigning;

/// <summary>A handler takes a case over, or gives it to a colleague; on the version of what they saw.</summary>
public static class AssignCase
{
    private static readonly Refusal NotAtWork = new(
        409, "NotAtWork", "案件不在承办中，不能指定承办人。", "No unit is at work on the case: nobody can be given it.");

    private static readonly Refusal Moved = new(
        409, "AssigneeMoved", "承办人已变更，请刷新后再试。", "Somebody else has it by now: look again.");

    /// <param name="Version">Of the assignment as it was read; 0 where nobody was given it yet.</param>
    /// <param name="AccountId">Null: the caller.</param>
    public sealed record Request(int? Version, Guid? AccountId);

    /// <param name="Colleagues">Whom it may be given to.</param>
    public sealed record Answer(
        TakeStep.UnitRef? Assignee, Wording? Why, int Version, IReadOnlyList<TakeStep.UnitRef> Colleagues);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> ShowAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        var (row, _, refused) = await db.FindAsync(id, scope, UnitAccess.Who, ct);
        return refused is not null || directory.Current is not { } snapshot
            ? refused ?? Refusals.Unavailable.ToProblem()
            : TypedResults.Ok(await ReadAsync(db, row!, snapshot, ct));
    }

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        var (row, role, refused) = await db.FindAsync(id, scope, UnitAccess.Who, ct);
        if (refused is not null || directory.Current is not { } snapshot)
        {
            return refused ?? Refusals.Unavailable.ToProblem();
        }

        if (row!.UnitId is not { } unit)
        {
            return NotAtWork.ToProblem();
        }

        var account = request.AccountId ?? scope.Subject;
        var person = snapshot.People.GetValueOrDefault(account);
        var invalid = new Invalid()
            .When(request.Version is null or < 0, "version", "请填写版本。", "The version is needed.")
            .When(person?.IsOf(unit) != true, "accountId", "不是本单位的在职人员。",
                "That is nobody of the unit.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var why = account == scope.Subject ? AssignmentWords.Taken(person!.Name)
            : AssignmentWords.Given(Assignees.NameOf(scope.Subject, snapshot), person!.Name);
        var told = new CaseAssignmentRow
        {
            Id = Guid.CreateVersion7(time.Now()), CaseId = id, UnitId = unit, AccountId = account,
            ActorRole = role, ActorId = scope.Subject, WhyZh = why.Zh, WhyEn = why.En, AssignedAt = time.Now(),
        };
        var wrong = await db.InTransactionAsync(() => TrySaveAsync(db, told, request.Version!.Value, ct), ct);
        return wrong is null ? TypedResults.Ok(await ReadAsync(db, row, snapshot, ct)) : wrong.ToProblem();
    }

    /// <summary>The case is held meanwhile: it does not go to another unit between the look and the change.</summary>
    private static async Task<Refusal?> TrySaveAsync(
        GrievancesDb db, CaseAssignmentRow told, int version, CancellationToken ct)
    {
        var held = await db.Cases.FromSql($"select * from cases where id = {told.CaseId} for update").AsNoTracking()
            .Select(c => new { c.Status, c.UnitId }).SingleAsync(ct);
        if (held.UnitId != told.UnitId
            || held.Status is not (CaseStatus.Dispatched or CaseStatus.Accepted or CaseStatus.InProgress))
        {
            return NotAtWork;
        }

        var before = await db.Set<CaseAssigneeRow>().AsNoTracking().SingleOrDefaultAsync(
            a => a.CaseId == told.CaseId && a.UnitId == told.UnitId, ct);
        if (before?.AccountId == told.AccountId)
        {
            return null;
        }

        if ((before?.Version ?? 0) != version)
        {
            return Moved;
        }

        await GiveAsync(db, told, ct);
        return null;
    }

    /// <summary>In a transaction that holds the case. Replicas learn that the unit gives cases to its people.</summary>
    internal static async Task GiveAsync(GrievancesDb db, CaseAssignmentRow told, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"""
            insert into case_assignees as t (case_id, unit_id, account_id, version, changed_at)
            values ({told.CaseId}, {told.UnitId}, {told.AccountId}, 1, {told.AssignedAt})
            on conflict (case_id) do update set unit_id = excluded.unit_id, account_id = excluded.account_id,
                version = t.version + 1, changed_at = excluded.changed_at
            """, ct);
        db.Add(told);
        await db.SaveChangesAsync(ct);
        var first = await db.Database.ExecuteSqlAsync($"""
            insert into unit_settings (unit_id, rule, version, turn, changed_at)
            values ({told.UnitId}, 'None', 1, 0, {told.AssignedAt}) on conflict do nothing
            """, ct);
        await (first == 1 ? db.GrowRevisionAsync(ct) : Task.CompletedTask);
    }

    private static async Task<Answer> ReadAsync(
        GrievancesDb db, CaseRow row, RoutingSnapshot snapshot, CancellationToken ct)
    {
        var held = await db.Set<CaseAssigneeRow>().AsNoTracking().SingleOrDefaultAsync(
            a => a.CaseId == row.Id && a.UnitId == row.UnitId, ct);
        var last = held is null ? null : await db.Set<CaseAssignmentRow>().AsNoTracking()
            .Where(a => a.CaseId == row.Id && a.UnitId == held.UnitId).OrderByDescending(a => a.AssignedAt)
            .ThenByDescending(a => a.Id).FirstOrDefaultAsync(ct);
        return new Answer(
            (held?.AccountId ?? row.AcceptedBy) is { } account ? new(account, Assignees.NameOf(account, snapshot))
                : null,
            last is null ? null : new(last.WhyZh, last.WhyEn), held?.Version ?? 0,
            [.. snapshot.People.Values.Where(p => row.UnitId is { } unit && p.IsOf(unit))
                .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id)
                .Select(p => new TakeStep.UnitRef(p.Id, p.Name))]);
    }
}

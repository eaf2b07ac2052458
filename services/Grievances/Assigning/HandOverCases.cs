using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Assigning;

/// <summary>
/// Everything that somebody who has left or is away has open, given to others in one step: to one colleague, or each by
/// the unit's rule. All of it or nothing; the same again finds nothing left.
/// </summary>
public static class HandOverCases
{
    private static readonly Refusal NoRule = new(
        409, "NoRule", "本单位没有自动分派方式，请指定接手人。", "The unit has no rule: say who shall have them.");

    /// <param name="To">Null: each by the unit's rule.</param>
    public sealed record Request(Guid? To);

    /// <param name="Moved">How many cases.</param>
    public sealed record Answer(int Moved, ShowUnit.Answer Unit);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid unit, Guid account, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        if (ChangeUnit.Find(unit, scope, directory) is not { } found)
        {
            return directory.Current is null ? Refusals.Unavailable.ToProblem() : Refusal.NotFound.ToProblem();
        }

        var (now, snapshot) = (time.Now(), directory.Current!);
        if (request.To is { } to && (to == account || snapshot.People.GetValueOrDefault(to)?.IsOf(unit) != true))
        {
            return new Invalid().Add("to", "不是本单位的其他在职人员。", "That is no colleague of the unit.").ToProblem();
        }

        var actor = (Role: scope.RoleOver(found)!, scope.Subject);
        var moved = await db.InTransactionAsync(async () =>
        {
            var cases = await HeldAsync(db, scope, unit, account, ct);
            var hold = request.To is null ? await db.ExecuteAsync(AssignSql.Hold, ct, unit) : 1;
            foreach (var id in hold == 1 ? cases : [])
            {
                await (request.To is { } colleague ? AssignCase.GiveAsync(db, Told(id, colleague), ct)
                    : Assigner.MoveAsync(db, id, unit, account, actor, now, ct));
            }

            return hold == 1 ? cases.Count : -1;
        }, ct);
        return moved < 0 ? NoRule.ToProblem()
            : TypedResults.Ok(new Answer(moved, await ShowUnit.ReadAsync(found, scope, db, snapshot, now, ct)));

        CaseAssignmentRow Told(Guid id, Guid colleague)
        {
            var why = AssignmentWords.HandedOver(
                Assignees.NameOf(account, snapshot), Assignees.NameOf(colleague, snapshot));
            return new()
            {
                Id = Guid.CreateVersion7(now), CaseId = id, UnitId = unit, AccountId = colleague,
                ActorRole = actor.Role, ActorId = actor.Subject, WhyZh = why.Zh, WhyEn = why.En, AssignedAt = now,
            };
        }
    }

    /// <summary>Held in the order of their ids, and looked at again: steps hold a case before its unit's row.</summary>
    private static async Task<List<Guid>> HeldAsync(
        GrievancesDb db, Scope scope, Guid unit, Guid account, CancellationToken ct)
    {
        var seen = await ShowUnit.OpenOf(db, scope, unit).Where(h => h.Account == account).Select(h => h.Case)
            .ToListAsync(ct);
        await db.ExecuteAsync(
            "select id from cases where id = any($1) order by id for no key update", ct, seen.ToArray());
        return await ShowUnit.OpenOf(db, scope, unit).Where(h => h.Account == account && seen.Contains(h.Case))
            .Select(h => h.Case).Order().ToListAsync(ct);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Assigning;

/// <summary>How a unit gives out its cases, who its people are, and how much each of them has.</summary>
public static class ShowUnit
{
    /// <param name="List">The query of <c>/api/v1/cases</c> that lists just the cases that were counted.</param>
    public sealed record Load(int Count, string List);

    /// <param name="Left">They have left, and cases of theirs are open still.</param>
    /// <param name="HandOver">Left or absent, with open cases: somebody else must have them.</param>
    public sealed record Member(
        Guid Id, string Name, IReadOnlyList<string> Skills, DateTimeOffset? AbsentUntil, bool Left, Load Open,
        bool HandOver);

    /// <param name="Version">To be sent with a change; 0: nobody has said anything yet.</param>
    public sealed record Answer(
        TakeStep.UnitRef Unit, AssignmentRule Rule, Wording RuleName, int Version, IReadOnlyList<Member> Members,
        Load Unassigned);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid unit, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        return snapshot.Units.GetValueOrDefault(unit) is { } found && scope.RoleOver(found) is not null
            ? TypedResults.Ok(await ReadAsync(found, scope, db, snapshot, time.Now(), ct))
            : Refusal.NotFound.ToProblem();
    }

    internal static async Task<Answer> ReadAsync(
        Unit unit, Scope scope, GrievancesDb db, RoutingSnapshot snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var setting = await db.Set<UnitSettingRow>().AsNoTracking().SingleOrDefaultAsync(s => s.UnitId == unit.Id, ct);
        var rows = await db.Set<UnitMemberRow>().AsNoTracking().Where(m => m.UnitId == unit.Id)
            .ToDictionaryAsync(m => m.AccountId, ct);
        var loads = await OpenOf(db, scope, unit.Id)
            .GroupBy(x => x.Account ?? Guid.Empty).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        var people = snapshot.People.Values.Where(p => p.IsOf(unit.Id)).Select(p => p.Id)
            .Union(loads.Keys.Where(k => k != Guid.Empty));
        return new Answer(
            new(unit.Id, unit.Name), setting?.Rule ?? AssignmentRule.None,
            AssignmentWords.Rule(setting?.Rule ?? AssignmentRule.None), setting?.Version ?? 0,
            [.. people.Select(Of).OrderByDescending(m => m.HandOver).ThenBy(m => m.Left)
                .ThenBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Id)],
            LoadOf(Guid.Empty, Assignees.None));

        Member Of(Guid id)
        {
            var row = rows.GetValueOrDefault(id);
            var absent = row?.AbsentUntil is { } until && until > now ? row.AbsentUntil : null;
            var left = snapshot.People.GetValueOrDefault(id)?.IsOf(unit.Id) != true;
            var load = LoadOf(id, id.ToString());
            return new(id, Assignees.NameOf(id, snapshot), row?.Skills ?? [], absent, left, load,
                load.Count > 0 && (left || absent is not null));
        }

        Load LoadOf(Guid key, string assignee) => new(
            loads.GetValueOrDefault(key), $"unit={unit.Id}&waiting=handler&assignee={assignee}");
    }

    internal sealed class Held
    {
        public required Guid Case { get; init; }

        public Guid? Account { get; init; }
    }

    /// <summary>The unit's cases that wait for it, each with who has it.</summary>
    internal static IQueryable<Held> OpenOf(GrievancesDb db, Scope scope, Guid unit)
    {
        var (waiting, rows) = (Waiting.Handler.Statuses(), db.Set<CaseAssigneeRow>());
        return db.Cases.AsNoTracking().VisibleTo(scope)
            .Where(c => c.UnitId == unit && c.Open && waiting.Contains(c.Status))
            .Select(c => new Held
            {
                Case = c.Id,
                Account = rows.Where(a => a.CaseId == c.Id && a.UnitId == c.UnitId).OrderBy(a => a.CaseId)
                    .Select(a => a.AccountId).FirstOrDefault() ?? c.AcceptedBy,
            });
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Projects;

/// <summary>The meeting knows better than the clustering what belongs together.</summary>
public static class ChangeProjectCases
{
    private const int Most = 200;

    /// <param name="Cases">Ids or numbers of cases.</param>
    public sealed record Request(int? Version, IReadOnlyList<string>? Cases);

    public static Task<Results<Ok<GetProject.Answer>, ProblemHttpResult>> AddAsync(
        Guid id, Request request, ProjectStep step, GrievancesDb db, Scope scope, CancellationToken ct) =>
        step.TakeAsync(id, request.Version, ProjectAction.AddCases, Wrong(request.Cases), async taken =>
        {
            var (ids, numbers, wrong) = await FindAsync(db, request.Cases!, scope, ct);
            if (wrong is not null)
            {
                return wrong;
            }

            if (await IsTakenAsync(db, ids, id, ct))
            {
                return ProjectRefusals.CaseTaken.ToProblem();
            }

            taken.Note = numbers;
            taken.After = () => PutInAsync(db, id, ids, taken.Now, ct);
            return null;
        }, ct);

    public static Task<Results<Ok<GetProject.Answer>, ProblemHttpResult>> RemoveAsync(
        Guid id, Request request, ProjectStep step, GrievancesDb db, Scope scope, CancellationToken ct) =>
        step.TakeAsync(id, request.Version, ProjectAction.RemoveCases, Wrong(request.Cases), async taken =>
        {
            var (ids, numbers, wrong) = await FindAsync(db, request.Cases!, scope, ct);
            if (wrong is not null)
            {
                return wrong;
            }

            var rows = db.Set<ProjectCaseRow>().Where(c => c.ProjectId == id && ids.Contains(c.CaseId) && !c.TakenOut);
            if (await rows.CountAsync(ct) != ids.Length)
            {
                return new Invalid().Add("cases", "有案件不在本项目中。", "One of them is not part of the project.")
                    .ToProblem();
            }

            taken.Note = numbers;
            taken.After = () => rows.ExecuteUpdateAsync(
                s => s.SetProperty(c => c.Active, false).SetProperty(c => c.TakenOut, true), ct);
            return null;
        }, ct);

    internal static Invalid Wrong(IReadOnlyList<string>? cases) => new Invalid()
        .When(cases is not { Count: > 0 and <= Most }, "cases", $"请填写 1–{Most} 个案件。", $"1 to {Most} cases.");

    /// <summary>Cases in a region where the caller sits in the meeting; appeals are no matter of a place.</summary>
    internal static async Task<(Guid[] Ids, string Numbers, ProblemHttpResult? Wrong)> FindAsync(
        GrievancesDb db, IReadOnlyList<string> cases, Scope scope, CancellationToken ct)
    {
        var asked = cases.Select(c => c?.Trim() ?? "").Distinct().ToList();
        var ids = asked.Select(c => Guid.TryParse(c, out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
        var texts = asked.Where(c => !Guid.TryParse(c, out _)).ToList();
        var found = await db.Cases.AsNoTracking()
            .Where(scope.Covers<CaseRow>(c => c.RegionCode, c => c.UnitId, [.. ProjectTable.Meeting]))
            .Where(c => c.Kind != CaseKind.Appeal && (ids.Contains(c.Id) || texts.Contains(c.Number)))
            .OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).ToListAsync(ct);
        return found.Count < asked.Count
            ? ([], "", new Invalid().Add("cases", "有案件不存在、不在您的区域，或为申诉。",
                "One of them does not exist, is not in your area, or is an appeal.").ToProblem())
            : ([.. found.Select(f => f.Id)], string.Join(' ', found.Select(f => f.Number)), null);
    }

    internal static Task<bool> IsTakenAsync(GrievancesDb db, Guid[] cases, Guid? except, CancellationToken ct) =>
        db.Set<ProjectCaseRow>().AnyAsync(
            c => c.Active && cases.Contains(c.CaseId) && (except == null || c.ProjectId != except), ct);

    /// <summary>What another project took a moment ago stays there.</summary>
    internal static Task PutInAsync(
        GrievancesDb db, Guid project, Guid[] cases, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            insert into project_cases (project_id, case_id, active, taken_out, added_at)
            select {project}, n.id, true, false, {now} from unnest({cases}) as n (id)
            where not exists (select from project_cases o
                where o.case_id = n.id and o.active and o.project_id <> {project})
            on conflict (project_id, case_id) do update set active = true, taken_out = false
            """, ct);
}

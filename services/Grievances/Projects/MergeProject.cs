using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Projects;

/// <summary>Two proposals are one matter: the cases and open items go to the other one, and both remember.</summary>
public static class MergeProject
{
    public sealed record Request(int? Version, Guid? Into, string? Note);

    public static Task<Results<Ok<GetProject.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ProjectStep step, GrievancesDb db, Scope scope, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Into is null || request.Into == id, "into", "请选择并入哪个项目。", "Name the other project.")
            .When(request.Note is { } note && !Words.AreGood(note, AdoptProject.MaxText), "note",
                $"最多 {AdoptProject.MaxText} 个字。", $"At most {AdoptProject.MaxText} characters.");
        return step.TakeAsync(id, request.Version, ProjectAction.Merge, invalid, async taken =>
        {
            var into = await db.Set<ProjectRow>().AsNoTracking().VisibleTo(scope)
                .SingleOrDefaultAsync(p => p.Id == request.Into, ct);
            if (into is null || !scope.RolesOver(into, ProjectTable.Meeting).Any())
            {
                return new Invalid().Add("into", "没有这个项目，或您无权操作。", "No such project, or not yours.").ToProblem();
            }

            if (ProjectTable.Find(into.Status, ProjectAction.Absorb) is not { } line)
            {
                return ProjectRefusals.MergeTarget.ToProblem();
            }

            taken.Row.MergedInto = into.Id;
            taken.Note = string.Join(' ', new[] { $"→ {into.Name}", request.Note?.Trim() }.OfType<string>());
            taken.After = () => MoveAsync(db, taken, into, line, scope.Subject, ct);
            return null;
        }, ct);
    }

    /// <summary>
    /// Throws where the other one has moved meanwhile: then nothing was merged, and asking again may.
    /// </summary>
    private static async Task MoveAsync(
        GrievancesDb db, ProjectStep.Taken taken, ProjectRow into, ProjectTableLine line, Guid actor,
        CancellationToken ct)
    {
        var from = taken.Row.Id;
        if (await db.Set<ProjectRow>().Where(p => p.Id == into.Id && p.Version == into.Version)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.Version, into.Version + 1)
                .SetProperty(p => p.ChangedAt, taken.Now), ct) == 0)
        {
            throw new DbUpdateConcurrencyException($"Project {into.Id} moved past version {into.Version}.");
        }

        db.Add(new ProjectEventRow
        {
            ProjectId = into.Id, Version = into.Version + 1, Kind = line.Kind, Status = line.To, ActorId = actor,
            ActorRole = taken.Role, Note = taken.Row.Name, OccurredAt = taken.Now,
        });
        await db.SaveChangesAsync(ct);
        await db.Database.ExecuteSqlAsync($"""
            with moved as (update project_cases set active = false where project_id = {from} and active
                returning case_id),
            items as (update project_items set project_id = {into.Id} where project_id = {from} and done_at is null)
            select count(*) from moved
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            insert into project_cases (project_id, case_id, active, taken_out, added_at)
            select {into.Id}, case_id, true, false, {taken.Now} from project_cases
            where project_id = {from} and not taken_out
            on conflict do nothing
            """, ct);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Projects;

/// <summary>
/// The joint meeting says no. The proposal keeps its cases to be known by: it comes back only when it has grown.
/// </summary>
public static class DropProject
{
    public sealed record Request(int? Version, string? Reason);

    public static Task<Results<Ok<GetProject.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ProjectStep step, GrievancesDb db, CancellationToken ct)
    {
        var invalid = new Invalid().When(!Words.AreGood(request.Reason, AdoptProject.MaxText), "reason",
            $"请说明理由，1–{AdoptProject.MaxText} 个字。", $"Say why, 1–{AdoptProject.MaxText} characters.");
        return step.TakeAsync(id, request.Version, ProjectAction.Drop, invalid, async taken =>
        {
            var cases = db.Set<ProjectCaseRow>().Where(c => c.ProjectId == id && c.Active);
            taken.Row.CasesWhenDropped = await cases.CountAsync(ct);
            taken.Note = request.Reason!.Trim();
            taken.After = () => cases.ExecuteUpdateAsync(s => s.SetProperty(c => c.Active, false), ct);
            return null;
        }, ct);
    }
}

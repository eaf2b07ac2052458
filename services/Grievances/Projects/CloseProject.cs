using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Projects;

/// <summary>Everything is done and something came of it: from now on it is watched whether it comes back.</summary>
public static class CloseProject
{
    /// <param name="CheckWeeks">After so many weeks it is looked whether it has come back; 8 unless said.</param>
    /// <param name="CheckThreshold">So many new cases reopen it; 3 unless said.</param>
    public sealed record Request(int? Version, string? Note, int? CheckWeeks, int? CheckThreshold);

    public static Task<Results<Ok<GetProject.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ProjectStep step, GrievancesDb db, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Note is { } note && !Words.AreGood(note, AdoptProject.MaxText), "note",
                $"最多 {AdoptProject.MaxText} 个字。", $"At most {AdoptProject.MaxText} characters.")
            .When(request.CheckWeeks is < 1 or > RecurrenceRules.MostWeeks, "checkWeeks",
                $"1–{RecurrenceRules.MostWeeks} 周。", $"1 to {RecurrenceRules.MostWeeks} weeks.")
            .When(request.CheckThreshold is < 1 or > RecurrenceRules.MostThreshold, "checkThreshold",
                $"1–{RecurrenceRules.MostThreshold} 件。", $"1 to {RecurrenceRules.MostThreshold} cases.");
        return step.TakeAsync(id, request.Version, ProjectAction.Close, invalid, async taken =>
        {
            if (await db.Set<ProjectItemRow>().AnyAsync(i => i.ProjectId == id && i.DoneAt == null, ct))
            {
                return ProjectRefusals.ItemsOpen.ToProblem();
            }

            if (!await db.Set<ProjectOutcomeRow>().AnyAsync(o => o.ProjectId == id, ct))
            {
                return ProjectRefusals.NoOutcome.ToProblem();
            }

            var row = taken.Row;
            row.CheckWeeks = request.CheckWeeks ?? RecurrenceRules.DefaultWeeks;
            row.CheckThreshold = request.CheckThreshold ?? RecurrenceRules.DefaultThreshold;
            (row.ClosedAt, row.CheckDueAt, row.CameBack) =
                (taken.Now, taken.Now.AddDays(7 * row.CheckWeeks.Value), null);
            taken.Note = request.Note?.Trim();
            return null;
        }, ct);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.CoHandling;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// What a step points at, once the table lets it through: unit, category, other case, people who joined.
/// </summary>
internal static class StepChecks
{
    private static readonly Refusal OthersJoined = new(
        409, "OthersJoined", "还有其他骑手上报了同一问题，不能撤回。",
        "Others have reported the same thing: it cannot be withdrawn.");

    private static readonly Refusal OpenTasks = new(
        409, "OpenTasks", "还有必须完成的协办任务，完成或取消后才能办结。",
        "A co-handler's part is still open: it is finished or cancelled before the case is resolved.");

    /// <summary>The step with everything that follows from the case filled in; or why it is refused.</summary>
    /// <param name="role">The actor's role that the table accepted.</param>
    public static async Task<(CaseStep Step, ProblemHttpResult? Refused)> PrepareAsync(
        GrievancesDb db, CaseRow row, CaseStep step, string role, Scope? scope, RoutingSnapshot snapshot,
        CancellationToken ct)
    {
        switch (step.Action)
        {
            case CaseAction.Triage when step.Category is { } code:
                return Categorised(row, step, snapshot.Categories.GetValueOrDefault(code));
            case CaseAction.Dispatch:
                return (step, CaseRefusals.OfUnit(step.UnitId!.Value, row, snapshot));
            case CaseAction.RefuseReturn:
                var unit = await LastReturnerAsync(db, row.Id, ct);
                return (step with { UnitId = unit }, CaseRefusals.OfUnit(unit, row, snapshot));
            case CaseAction.Return when step.Grounds?.SuggestedUnit is { } other
                && snapshot.Units.GetValueOrDefault(other) is not { Active: true }:
                return (step, CaseRefusals.NoSuchUnit("suggestedUnitId"));
            case CaseAction.CallBack when role != Roles.Rider && step.Note is null:
                return (step, new Invalid().Add("comment", "电话回访请记录骑手的原话。", "Write down what the rider said.")
                    .ToProblem());
            case CaseAction.Resolve when row.CoUnits.Length > 0 && await CoUnits.HoldUpAsync(db, row.Id, ct):
                return (step, OpenTasks.ToProblem());
            case CaseAction.Resolve when !step.AnswersAppeal:
                return Answered(step, snapshot.Categories.GetValueOrDefault(row.Category)?.ResolveForm ?? []);
            case CaseAction.Withdraw when await db.CaseJoins.AnyAsync(j => j.CaseId == row.Id, ct):
                return (step, OthersJoined.ToProblem());
            case CaseAction.Merge:
                return (step, await Joins.WrongTargetAsync(db, row, step.Into!.Value, scope!, ct));
            default:
                return (step, null);
        }
    }

    /// <summary>Reads what the evidence says of itself, before its metadata is dropped.</summary>
    public static CaseStep WithSpot(this CaseStep step, CaseRow row) =>
        step.Action != CaseAction.Resolve || step.Photos.Count == 0 ? step : step with
        {
            Spot = SpotCheck.Of([.. step.Photos.Select(p => PhotoMetadata.Read(p.File))],
                row is { Longitude: { } longitude, Latitude: { } latitude } ? new(longitude, latitude) : null,
                row.ReportedAt),
        };

    /// <summary>An appeal is answered by a decision instead.</summary>
    private static (CaseStep, ProblemHttpResult?) Answered(CaseStep step, IReadOnlyList<FormField> form)
    {
        var answered = FormCheck.Read(form, step.Answers, out var wrong);
        var invalid = new Invalid();
        foreach (var (field, what) in wrong)
        {
            invalid.Add($"answers.{field}", what.Zh, what.En);
        }

        return (step with { Answered = answered }, invalid.Any ? invalid.ToProblem() : null);
    }

    /// <summary>A category brings its own severity, unless the dispatcher says another.</summary>
    private static (CaseStep, ProblemHttpResult?) Categorised(CaseRow row, CaseStep step, Category? category) =>
        category?.IsOfferedFor(row.Kind) == true || step.Category == row.Category
            ? (step with { Severity = step.Severity ?? category?.Severity }, null)
            : (step, new Invalid().Add("category", "没有这个类别，或不适用于这类案件。",
                "There is no such category for this kind of case.").ToProblem());

    private static async Task<Guid> LastReturnerAsync(GrievancesDb db, Guid id, CancellationToken ct) =>
        await db.CaseEvents.Where(e => e.CaseId == id && e.Status == CaseStatus.Returned).OrderBy(e => e.Version)
            .Select(e => e.UnitId).LastAsync(ct)
        ?? throw new InvalidOperationException($"Case {id} was returned by nobody.");
}

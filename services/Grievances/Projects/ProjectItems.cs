using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Projects;

/// <summary>Milestones: the meeting gives them out, the organisation that has one reports it done.</summary>
public static class ProjectItems
{
    private const int MaxText = 500;
    private const int Most = 100;

    public sealed record AddRequest(int? Version, string? Text, Guid? OrganisationId, DateOnly? DueOn);

    public sealed record ReportRequest(int? Version, string? Note);

    public static Task<Results<Ok<GetProject.Answer>, ProblemHttpResult>> AddAsync(
        Guid id, AddRequest request, ProjectStep step, GrievancesDb db, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(!Words.AreGood(request.Text, MaxText), "text", $"请填写任务，1–{MaxText} 个字。",
                $"1–{MaxText} characters.")
            .When(request.OrganisationId is null, "organisationId", "请选择责任单位。", "Name who does it.")
            .When(request.DueOn is { Year: < 2000 or > 2100 }, "dueOn", "日期不对。", "No such day.");
        return step.TakeAsync(id, request.Version, ProjectAction.AddItem, invalid, async taken =>
        {
            var (row, of) = (taken.Row, request.OrganisationId!.Value);
            var wrong = new Invalid()
                .When(of != row.LeadId && !row.MemberIds.Contains(of), "organisationId",
                    "责任单位须为牵头或成员单位。", "It must lead the project or be a member.")
                .When(await db.Set<ProjectItemRow>().CountAsync(i => i.ProjectId == id, ct) >= Most, "text",
                    $"最多 {Most} 项任务。", $"At most {Most} items.");
            if (wrong.Any)
            {
                return wrong.ToProblem();
            }

            taken.Note = request.Text!.Trim();
            db.Add(new ProjectItemRow
            {
                Id = Guid.CreateVersion7(taken.Now), ProjectId = id, Text = taken.Note, OrganisationId = of,
                DueOn = request.DueOn, AddedAt = taken.Now,
            });
            return null;
        }, ct);
    }

    public static Task<Results<Ok<GetProject.Answer>, ProblemHttpResult>> ReportAsync(
        Guid id, Guid itemId, ReportRequest request, ProjectStep step, GrievancesDb db, Scope scope,
        CancellationToken ct)
    {
        var invalid = new Invalid().When(!Words.AreGood(request.Note, MaxText), "note",
            $"请填写完成情况，1–{MaxText} 个字。", $"Say what was done, 1–{MaxText} characters.");
        return step.TakeAsync(id, request.Version, ProjectAction.ReportItem, invalid, async taken =>
        {
            var item = await db.Set<ProjectItemRow>()
                .SingleOrDefaultAsync(i => i.Id == itemId && i.ProjectId == id, ct);
            if (item is null)
            {
                return Refusal.NotFound.ToProblem();
            }

            if (taken.Role == Roles.Handler && !ProjectAccess.OrganisationsOf(scope).Contains(item.OrganisationId))
            {
                return Refusal.Forbidden.ToProblem();
            }

            if (item.DoneAt is not null)
            {
                return ProjectRefusals.ItemDone.ToProblem();
            }

            (item.DoneAt, item.DoneBy, item.DoneNote) = (taken.Now, scope.Subject, request.Note!.Trim());
            taken.Note = $"{item.Text}：{item.DoneNote}";
            return null;
        }, ct);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Projects;

/// <summary>The joint meeting takes a proposal on: a name, a lead, members, a goal and a day.</summary>
public static class AdoptProject
{
    public const int MaxName = 100;
    public const int MaxText = 1000;
    private const int MostMembers = 30;

    public sealed record Request(
        int? Version, string? Name, Guid? LeadId, IReadOnlyList<Guid>? MemberIds, string? Goal, DateOnly? DueOn);

    public static Task<Results<Ok<GetProject.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ProjectStep step, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(!Words.AreGood(request.Name, MaxName), "name", $"请填写名称，1–{MaxName} 个字。",
                $"A name of 1–{MaxName} characters.")
            .When(request.LeadId is null, "leadId", "请选择牵头单位。", "Name the lead organisation.")
            .When(request.MemberIds?.Count > MostMembers, "memberIds", $"最多 {MostMembers} 个成员单位。",
                $"At most {MostMembers} members.")
            .When(!Words.AreGood(request.Goal, MaxText), "goal", $"请填写目标，1–{MaxText} 个字。",
                $"A goal of 1–{MaxText} characters.")
            .When(request.DueOn is not { Year: >= 2000 and <= 2100 }, "dueOn", "请填写完成日期。", "Say by which day.");
        return step.TakeAsync(id, request.Version, ProjectAction.Adopt, invalid, taken =>
        {
            List<Guid> members = [.. (request.MemberIds ?? []).Distinct().Where(m => m != request.LeadId)];
            var wrong = new Invalid()
                .When(!IsActive(taken.Snapshot, request.LeadId!.Value), "leadId", "没有这个单位，或已撤销。",
                    "There is no such organisation, or it was dissolved.")
                .When(!members.All(m => IsActive(taken.Snapshot, m)), "memberIds", "有成员单位不存在或已撤销。",
                    "One of the members does not exist, or was dissolved.")
                .When(request.DueOn < ChinaTime.DayOf(taken.Now), "dueOn", "完成日期不能早于今天。",
                    "The day must not lie in the past.");
            if (wrong.Any)
            {
                return Task.FromResult<ProblemHttpResult?>(wrong.ToProblem());
            }

            var row = taken.Row;
            (row.Name, row.LeadId, row.MemberIds) = (request.Name!.Trim(), request.LeadId, members);
            (row.Goal, row.DueOn) = (request.Goal!.Trim(), request.DueOn);
            taken.Note = row.Goal;
            return Task.FromResult<ProblemHttpResult?>(null);
        }, ct);
    }

    internal static bool IsActive(RoutingSnapshot snapshot, Guid unit) =>
        snapshot.Units.GetValueOrDefault(unit) is { Active: true };
}

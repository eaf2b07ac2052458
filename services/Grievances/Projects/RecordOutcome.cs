using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Projects;

/// <summary>What came of it: something mended, a policy, or money. A policy is public from now on.</summary>
public static class RecordOutcome
{
    public const int MaxTitle = 200;
    private const int MaxNumber = 100;
    private const int MaxText = 2000;

    /// <param name="Title">Of a policy.</param>
    /// <param name="DocumentNumber">Of a policy: 文号.</param>
    /// <param name="PublishedOn">Of a policy.</param>
    public sealed record Request(
        int? Version, ProjectOutcomeKind? Kind, string? Text, string? Title, string? DocumentNumber,
        DateOnly? PublishedOn);

    public static Task<Results<Ok<GetProject.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ProjectStep step, GrievancesDb db, CancellationToken ct)
    {
        var policy = request.Kind == ProjectOutcomeKind.Policy;
        var invalid = new Invalid()
            .When(request.Kind is null, "kind", "取值为 Fix、Policy 或 Investment。", "Fix, Policy or Investment.")
            .When(!Words.AreGood(request.Text, MaxText), "text", $"请填写成果，1–{MaxText} 个字。",
                $"1–{MaxText} characters.")
            .When(policy && !Words.AreGood(request.Title, MaxTitle), "title", "请填写政策名称。", "The policy's title.")
            .When(policy && !Words.AreGood(request.DocumentNumber, MaxNumber), "documentNumber", "请填写文号。",
                "The document's number.")
            .When(policy && request.PublishedOn is not { Year: >= 2000 and <= 2100 }, "publishedOn", "请填写发布日期。",
                "The day of publication.");
        return step.TakeAsync(id, request.Version, ProjectAction.RecordOutcome, invalid, taken =>
        {
            taken.Note = policy ? $"《{request.Title!.Trim()}》{request.DocumentNumber!.Trim()}" : request.Text!.Trim();
            db.Add(new ProjectOutcomeRow
            {
                Id = Guid.CreateVersion7(taken.Now), ProjectId = id, Kind = request.Kind!.Value,
                Text = request.Text!.Trim(), Title = policy ? request.Title!.Trim() : null,
                DocumentNumber = policy ? request.DocumentNumber!.Trim() : null,
                PublishedOn = policy ? request.PublishedOn : null, RegionCode = taken.Row.RegionCode,
                Category = taken.Row.Category, RecordedAt = taken.Now,
            });
            return Task.FromResult<ProblemHttpResult?>(null);
        }, ct);
    }
}

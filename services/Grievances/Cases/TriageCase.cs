using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// A dispatcher has looked at it: category and severity are right, or are corrected here. What has run of a clock has
/// run: the due moments are reckoned anew from where the clocks started.
/// </summary>
public static class TriageCase
{
    public sealed record Request(int Version, string? Category, Severity? Severity, string? Note);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.Triage, request.Version)
        {
            Category = request.Category, Severity = request.Severity, Note = request.Note,
        }, scope, ct);
}

using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A dispatcher has had it looked at: it is done.</summary>
public static class VerifyCase
{
    public sealed record Request(int Version, string? Note);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.Verify, request.Version)
        {
            Note = request.Note,
        }, scope, ct);
}

using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A dispatcher takes a called-back or closed case up again, with the reason.</summary>
public static class ReopenCase
{
    public sealed record Request(int Version, string? Reason);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.Reopen, request.Version) { Note = request.Reason }, scope, ct);
}

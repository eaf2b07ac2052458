using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A dispatcher has had it looked at: it is not done, and the case is taken up again.</summary>
public static class RefuteCase
{
    public sealed record Request(int Version, string? Reason);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.Refute, request.Version)
        {
            Note = request.Reason,
        }, scope, ct);
}

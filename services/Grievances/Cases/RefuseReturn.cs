using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A dispatcher does not agree with a return: the same unit has the case again, on the same clock.</summary>
public static class RefuseReturn
{
    public sealed record Request(int Version, string? Reason);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.RefuseReturn, request.Version)
        {
            Note = request.Reason,
        }, scope, ct);
}

using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A dispatcher turns the case down (不予受理); the rider is told why.</summary>
public static class RejectCase
{
    public sealed record Request(int Version, string? Reason);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.Reject, request.Version)
        {
            Note = request.Reason, Outcome = CaseOutcome.Rejected,
        }, scope, ct);
}

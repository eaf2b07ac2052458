using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>The rider takes back what they reported; not where others have reported it too.</summary>
public static class WithdrawCase
{
    public sealed record Request(int Version, string? Note);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.Withdraw, request.Version)
        {
            Note = request.Note, Outcome = CaseOutcome.Withdrawn,
        }, scope, ct);
}

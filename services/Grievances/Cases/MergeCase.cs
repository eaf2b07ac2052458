using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// A dispatcher closes a case because the same thing is being dealt with already; its reporter is told of the outcome
/// of the other one. No unit has it yet, or it waits: what a unit has accepted is not taken away like this.
/// </summary>
public static class MergeCase
{
    /// <param name="Into">An open case of the same kind.</param>
    public sealed record Request(int Version, Guid? Into, string? Note);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.Merge, request.Version)
        {
            Into = request.Into, Note = request.Note, Outcome = CaseOutcome.Duplicate,
        }, scope, ct);
}

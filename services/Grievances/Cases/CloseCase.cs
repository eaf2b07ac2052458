using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A dispatcher closes the case with its outcome; a solved one is awarded.</summary>
public static class CloseCase
{
    public sealed record Request(int Version, CaseOutcome? Outcome);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.Close, request.Version) { Outcome = request.Outcome }, scope, ct);
}

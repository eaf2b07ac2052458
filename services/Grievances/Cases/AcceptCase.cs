using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A handler takes the case on for the unit; from now on the unit answers for it.</summary>
public static class AcceptCase
{
    /// <param name="ExternalReference">The unit's own number for it, at most 100 characters.</param>
    public sealed record Request(int Version, string? ExternalReference = null);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(
            id, new CaseStep(CaseAction.Accept, request.Version) { ExternalReference = request.ExternalReference },
            scope, ct);
}

using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A handler sends the case back to the dispatcher, with the reason; at most twice for a case.</summary>
public static class ReturnCase
{
    public sealed record Request(int Version, string? Reason);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.Return, request.Version) { Note = request.Reason }, scope, ct);
}

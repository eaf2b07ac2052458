using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>The rider who reported it says whether it is solved.</summary>
public static class CallBackCase
{
    public sealed record Request(int Version, bool? Satisfied, short? Rating, string? Comment);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(
            id, new CaseStep(
            CaseAction.CallBack, request.Version) { Satisfied = request.Satisfied, Rating = request.Rating,
            Note = request.Comment }, scope, ct);
}

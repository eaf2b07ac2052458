using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A dispatcher gives the case to a unit; its clock starts.</summary>
public static class DispatchCase
{
    public sealed record Request(int Version, Guid? UnitId, string? Note);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(
            id, new CaseStep(CaseAction.Dispatch, request.Version) { UnitId = request.UnitId, Note = request.Note },
            scope, ct);
}

using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// The rider who reported it says whether it is solved and whether they are satisfied; or a dispatcher who has asked
/// them on the telephone writes it down, with what was said as the comment.
/// </summary>
public static class CallBackCase
{
    /// <param name="Solved"><c>Solved</c>, <c>Partly</c> or <c>NotSolved</c>.</param>
    /// <param name="Satisfaction"><c>Satisfied</c>, <c>Fair</c> or <c>NotSatisfied</c>.</param>
    public sealed record Request(int Version, Solved? Solved, Satisfaction? Satisfaction, string? Comment);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, TakeStep step, CancellationToken ct) =>
        step.HandleAsync(id, new CaseStep(CaseAction.CallBack, request.Version)
        {
            Solved = request.Solved, Satisfaction = request.Satisfaction, Note = request.Comment,
        }, scope, ct);
}

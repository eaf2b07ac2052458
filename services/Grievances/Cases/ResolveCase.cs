using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A handler reports the case solved: a note and, for a clue, photos of what it looks like now.</summary>
public static class ResolveCase
{
    public sealed record Request(int Version, string? Note);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Scope scope, TakeStep step, PhotoIntake photos, CancellationToken ct) =>
        StepForm.HandleAsync<Request>(
            id, http, scope, step, photos,
            json => new CaseStep(CaseAction.Resolve, json.Version) { Note = json.Note },
            (form, version) => new CaseStep(CaseAction.Resolve, version) { Note = form.Field("note") }, ct);
}

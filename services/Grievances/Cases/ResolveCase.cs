using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// A handler reports the case solved: a note, what the category's form asks and, for a clue, photos of what it looks
/// like now.
/// </summary>
public static class ResolveCase
{
    /// <param name="Answers">By the field's code, in a form <c>answers.code</c>: what the actions name.</param>
    public sealed record Request(
        int Version, string? Note, IReadOnlyDictionary<string, JsonElement>? Answers = null);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Scope scope, TakeStep step, PhotoIntake photos, CancellationToken ct) =>
        StepForm.HandleAsync<Request>(
            id, http, scope, step, photos,
            json => new CaseStep(CaseAction.Resolve, json.Version) { Note = json.Note, Answers = json.Answers },
            (form, version) => new CaseStep(CaseAction.Resolve, version)
            {
                Note = form.Field("note"), Answers = form.Answers(),
            }, ct);
}

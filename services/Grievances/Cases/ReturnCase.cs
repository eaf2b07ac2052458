using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// A handler sends the case back to the dispatcher: with a reason, the duty that it cites and what shows it, in words
/// or photos; at most twice for a case. The rider's clock goes on.
/// </summary>
public static class ReturnCase
{
    /// <param name="ReasonCode">
    /// <c>NotOurDuty</c>, <c>NotOurArea</c>, <c>OthersFirst</c> or <c>NotEnoughInformation</c>.
    /// </param>
    /// <param name="Duty">The duty that is cited, at most 300 characters.</param>
    /// <param name="Proof">What shows it, at most 300 characters; may be left out where photos show it.</param>
    /// <param name="SuggestedUnitId">The unit whose it is, as the sender sees it.</param>
    public sealed record Request(
        int Version, ReturnReason? ReasonCode, string? Reason, string? Duty, string? Proof, Guid? SuggestedUnitId);

    public static Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Scope scope, TakeStep step, PhotoIntake photos, CancellationToken ct) =>
        StepForm.HandleAsync<Request>(
            id, http, scope, step, photos,
            json => Of(
                json.Version, json.Reason,
                new(json.ReasonCode, json.Duty, json.Proof, json.SuggestedUnitId)),
            (form, version) => Of(version, form.Field("reason"), new(
                Enum.TryParse<ReturnReason>(form.Field("reasonCode"), out var code) && Enum.IsDefined(code) ? code
                    : null,
                form.Text("duty"), form.Text("proof"),
                Guid.TryParse(form.Field("suggestedUnitId"), out var unit) ? unit : null)), ct);

    private static CaseStep Of(int version, string? reason, ReturnGrounds grounds) =>
        new(CaseAction.Return, version) { Note = reason, Grounds = grounds };
}

using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>
/// The platform answers one appeal: JSON, or a form with photos as the evidence, which keeping needs.
/// </summary>
public static class AnswerAppeal
{
    /// <param name="Version">Of the case, as it was seen.</param>
    /// <param name="Decision">PenaltyRevoked, PenaltyPartlyRevoked or PenaltyKept: said of the penalty.</param>
    /// <param name="RefundedFen">Of a penalty in money; the whole is filled in where all of it is revoked.</param>
    /// <param name="Restored">Of any other: points given back, or days of suspension lifted.</param>
    public sealed record Request(
        int Version, string? Decision, string? Reason, long? RefundedFen = null, long? Restored = null);

    public static async Task<Results<Ok<AppealView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Scope scope, AppealAnswering answering, DirectoryCopy directory,
        PhotoIntake photos, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        await using var body = await AppealBody<Request>.ReadAsync(http, photos, Of);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var request = body.Request ?? new Request(0, null, null);
        var answer = new AppealAnswer(
            DecisionOf(request.Decision), request.RefundedFen, request.Restored, request.Reason, body.Photos.Count);
        var (line, refused) = await answering.TakeAsync(id, new(request.Version, answer, body.Photos), scope, ct);
        return refused is not null ? refused
            : TypedResults.Ok(AppealView.Of(line!, scope, snapshot, null, time.GetUtcNow()));
    }

    internal static AppealDecision? DecisionOf(string? text) =>
        Enum.GetNames<AppealDecision>().Contains(text) ? Enum.Parse<AppealDecision>(text!) : null;

    private static Request Of(FormFields form) => new(
        (int)Math.Clamp(form.Whole("version") ?? 0, 0, int.MaxValue), form.Text("decision"), form.Text("reason"),
        form.Whole("refundedFen"), form.Whole("restored"));
}

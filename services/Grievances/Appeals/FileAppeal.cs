using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain.Warnings;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>
/// A rider appeals against a platform's penalty: JSON, or a form with up to nine photos. It becomes a case whose unit
/// is the platform that is named, whoever has which duty. With <c>warning</c> only platform and order are left to say.
/// </summary>
public static class FileAppeal
{
    /// <param name="Platform">One of <c>GET /api/v1/appeals/platforms</c>.</param>
    /// <param name="OrderReference">The platform's number of the order.</param>
    /// <param name="Category">The reason: a category of the kind Appeal.</param>
    /// <param name="PenaltyKind">Money, Points or Suspension.</param>
    /// <param name="PenaltyAmount">Fen, points or days; needed unless a warning is named or it is a suspension.</param>
    /// <param name="Longitude">Where the order was, WGS-84; or <paramref name="RegionCode"/>.</param>
    /// <param name="OrderFrom">When the order was taken; <paramref name="OrderTo"/>: when it was delivered.</param>
    /// <param name="Warning">A warning in force there and then: it fills in reason, place and time.</param>
    public sealed record Request(
        Guid? Platform, string? OrderReference, string? Category = null, string? PenaltyKind = null,
        long? PenaltyAmount = null, double? Longitude = null, double? Latitude = null, string? RegionCode = null,
        DateTimeOffset? OrderFrom = null, DateTimeOffset? OrderTo = null, string? Text = null, Guid? Warning = null);

    /// <param name="GreenChannel">It lies inside a weather warning: shorter clock, first in lists.</param>
    /// <param name="AnswerDueAt">When the platform must have answered; silence is for the rider.</param>
    public sealed record Answer(
        Guid Id, string Number, string Status, int Version, string Category, string Severity, string RegionCode,
        ReportClue.AnsweringUnit? Platform, bool GreenChannel, Guid? Warning, WarningLevel? WarningLevel, int Photos,
        DateTimeOffset ReportedAt, DateTimeOffset? AnswerDueAt);

    private static readonly Refusal NotARider = new(
        403, "NotARider", "只有骑手账号可以申诉。", "Only a rider's account may appeal.");

    public static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        HttpContext http, AppealFiling filing, DirectoryCopy directory, PhotoIntake photos, CancellationToken ct)
    {
        var caller = ClueCaller.Of(http);
        if (caller.RiderId is null)
        {
            return NotARider.ToProblem();
        }

        if (directory.Current is not { Regions.IsEmpty: false } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (caller.WrongKey is { } wrongKey)
        {
            return wrongKey.ToProblem();
        }

        await using var body = await AppealBody<Request>.ReadAsync(http, photos, Of);
        return body.Refusal ?? await filing.TakeAsync(
            caller, body.Request ?? new Request(null, null), body.Hash(), body.Photos, snapshot, ct);
    }

    private static Request Of(FormFields form) => new(
        form.Id("platform"), form.Text("orderReference"), form.Text("category"), form.Text("penaltyKind"),
        form.Whole("penaltyAmount"), form.Degrees("longitude"), form.Degrees("latitude"), form.Text("regionCode"),
        form.Moment("orderFrom"), form.Moment("orderTo"), form.Text("text"), form.Id("warning"));
}

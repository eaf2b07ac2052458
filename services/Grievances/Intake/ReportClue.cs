using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// A rider reports what they saw: JSON, or multipart with up to nine photos. The platform's busiest route.
/// </summary>
public static class ReportClue
{
    /// <param name="Longitude">WGS-84; may be left out where a region is named or a photo carries a position.</param>
    public sealed record Request(
        string? Category, string? Text, double? Longitude, double? Latitude, string? RegionCode);

    /// <param name="LocatedBy"><c>Boundary</c>, <c>NearestStreet</c> or <c>Named</c>.</param>
    /// <param name="RegionCandidates">Near a boundary: the regions that it may be, the chosen one first.</param>
    /// <param name="Unit">Null: no unit answers for it, a dispatcher decides.</param>
    public sealed record Answer(
        Guid Id, string Number, string Status, int Version, string Category, string Severity, string RegionCode,
            string? RegionName,
        string LocatedBy, IReadOnlyList<string> RegionCandidates, AnsweringUnit? Unit, int Photos,
            DateTimeOffset ReportedAt);

    public sealed record AnsweringUnit(Guid Id, string Name);

    private static readonly Refusal RegionNeeded = new(400, "RegionNeeded",
        "无法由位置判断所属街道，请在 regionCode 中填写街道或区县代码后重新提交。",
        "The position does not tell the street. Name the street or county in regionCode and send it again.");

    private static readonly Refusal NotARider = new(403, "NotARider",
        "只有骑手账号可以上报线索。", "Only a rider's account may report a clue.");

    public static async Task<Results<CreatedClue, ProblemHttpResult>> HandleAsync(
        HttpContext http, DirectoryCopy directory, IntakeStore store, ClueReplay replay, PhotoIntake photoIntake,
            ClockLimits limits, TimeProvider time)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var caller = ClueCaller.Of(http);
        if (caller.RiderId is not { } rider)
        {
            return NotARider.ToProblem();
        }

        if (caller.WrongKey is { } wrongKey)
        {
            return wrongKey.ToProblem();
        }

        await using var body = await ClueBody.ReadAsync(http, photoIntake);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (body.Request.RegionCode is not null && snapshot.Regions.IsEmpty)
        {
            // Nothing has arrived from the directory yet: whether the code is good cannot be said.
            return Refusals.Unavailable.ToProblem();
        }

        var invalid = ClueChecks.Of(body.Request, snapshot, out var category);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var position = ClueChecks.PositionOf(body.Request) ?? body.PhotoPosition();
        if (snapshot.Regions.Find(position, body.Request.RegionCode) is not { } region)
        {
            return RegionNeeded.ToProblem();
        }

        var hash = caller.Key is null ? (Guid?)null : ClueReport.HashOf(body.Request, body.Photos);
        if (body.Photos.Count > 0
            && await replay.FindAsync(rider, caller.Key, snapshot, http.RequestAborted) is { } before)
        {
            return before.As(hash);
        }

        var (photos, badPhoto) = await photoIntake.KeepAsync(body.Photos, http.RequestAborted);
        if (badPhoto is not null)
        {
            return badPhoto;
        }

        var report = new ClueReport(
            rider, caller.Subject, category!.Code, body.Request.Text!.Trim(), position, caller.Key, hash);
        var route = snapshot.RouteFor(category.Code, region.Code);
        var limit = limits.For(category.Severity, category.Code);
        var row = NewCase.Of(report, category, region, route, limit, snapshot.Calendar, time.Now());
        return await store.TryInsertAsync(row, photos, http.RequestAborted) is { } number
            ? CreatedClue.First(row, number, region, route, snapshot, photos.Count)
            : (await replay.FindAsync(rider, caller.Key, snapshot, http.RequestAborted))!.As(hash);
    }
}

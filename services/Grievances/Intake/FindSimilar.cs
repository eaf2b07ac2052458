using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// Before a rider reports: has somebody else reported it already? Open clues of the category within 100 m and 30 days.
/// </summary>
public static class FindSimilar
{
    private const int Most = 5;
    private const double WithinMetres = 100;

    /// <summary>A degree of latitude is at least 110.5 km, so that this band holds 100 m on either side.</summary>
    private const double BandDegrees = WithinMetres / 110_500;

    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <param name="Riders">How many have reported or joined it.</param>
    /// <param name="Mine">The caller is one of them.</param>
    public sealed record Item(
        string Number, Wording CategoryName, double DistanceMetres, Wording Status, DateTimeOffset ReportedAt,
            int Riders,
        bool Mine);

    /// <param name="Items">Nearest first, at most five.</param>
    public sealed record Answer(IReadOnlyList<Item> Items);

    /// <param name="longitude">WGS-84.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string? category, double? longitude, double? latitude, GrievancesDb db, Scope scope,
        DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var here = new Position(longitude ?? double.NaN, latitude ?? double.NaN);
        var known = category is null ? null : snapshot.Categories.GetValueOrDefault(category);
        var invalid = new Invalid()
            .When(known is null, "category", "未知类别，见 GET /api/v1/categories。",
                "Unknown category; see GET /api/v1/categories.")
            .When(!here.IsInChina, "position", "请填写中国范围内的经纬度（WGS-84）。",
                "Give longitude and latitude in China (WGS-84).");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var (south, north, since) = (
            here.Latitude - BandDegrees, here.Latitude + BandDegrees, time.Now() - Recent);
        var band = await db.Cases.AsNoTracking()
            .Where(c => c.Category == known!.Code && c.Latitude >= south && c.Latitude <= north && c.Longitude != null
                && c.Kind == CaseKind.Clue && c.Status != CaseStatus.Closed && c.ReportedAt >= since)
            .Select(c => new
            {
                c.Number, c.Status, c.ReportedAt, c.Longitude, c.Latitude,
                Riders = db.CaseJoins.Count(j => j.CaseId == c.Id) + (c.ReporterId == null ? 0 : 1),
                Mine = c.ReporterId == scope.RiderId
                    || db.CaseJoins.Any(j => j.CaseId == c.Id && j.RiderId == scope.RiderId),
            }).ToListAsync(ct);
        var near = band
            .Select(c => (Case: c, Metres: new Position(c.Longitude!.Value, c.Latitude!.Value).MetresTo(here)))
            .Where(x => x.Metres <= WithinMetres).OrderBy(x => x.Metres)
            .ThenBy(x => x.Case.Number, StringComparer.Ordinal).Take(Most);
        return TypedResults.Ok(new Answer([.. near.Select(x => new Item(
            x.Case.Number, new Wording(known!.NameZh, known.NameEn), Math.Round(x.Metres, 1),
            StatusWords.Of(x.Case.Status), x.Case.ReportedAt, x.Case.Riders, x.Case.Mine))]));
    }
}

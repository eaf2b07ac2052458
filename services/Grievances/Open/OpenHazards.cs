using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;

namespace RiderPlatform.Grievances.Open;

/// <summary>
/// Hazards for the public map, as GeoJSON (RFC 7946): where, what and how far, to some ten metres; nothing of what was
/// written or photographed, by whom, or who deals with it. Open ones, and those solved in the last seven days.
/// </summary>
public static class OpenHazards
{
    private const int Most = 2_000;

    /// <summary>Four decimals of a degree are 11 m of latitude: the lamp post, not the doorway.</summary>
    private const int Decimals = 4;

    private static readonly TimeSpan StaysFor = TimeSpan.FromDays(7);

    public sealed record Point(string Type, IReadOnlyList<double> Coordinates);

    /// <param name="Status">Reported, InProgress or Solved.</param>
    /// <param name="ReportedOn">Day in China.</param>
    public sealed record Properties(
        string Category, Wording CategoryName, Severity Severity, string Status, Wording StatusName,
        DateOnly ReportedOn);

    public sealed record Feature(string Type, Point Geometry, Properties Properties);

    /// <param name="Truncated">There are more than the 2,000 newest that are here.</param>
    [MediaType("application/geo+json")]
    public sealed record Answer(string Type, IReadOnlyList<Feature> Features, bool Truncated, DateTimeOffset At);

    /// <param name="box">West, south, east, north in degrees (WGS-84), with commas.</param>
    public static async Task<Results<TaggedJson<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, string? box, SharedAnswers answers, DirectoryCopy directory, TimeProvider time)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var place = read.Region(region, "region") ?? "";
        var bounds = BoxOf(box);
        read.Invalid.When(!string.IsNullOrEmpty(box) && bounds is null, "box",
            "格式为 西,南,东,北（度）。", "west,south,east,north in degrees.");
        return read.Invalid.Any
            ? read.Invalid.ToProblem()
            : await answers.GetAsync((place, bounds), services => ReadAsync(
                services.GetRequiredService<GrievancesDb>(), place, bounds, snapshot, time.Now()));
    }

    private static async Task<Answer> ReadAsync(
        GrievancesDb db, string place, Box? bounds, RoutingSnapshot snapshot, DateTimeOffset now)
    {
        var categories = snapshot.Categories.Values.Where(c => c.Public).Select(c => c.Code).ToArray();
        var since = now - StaysFor;
        var hazards = db.Cases.AsNoTracking()
            .Where(c => c.Kind == CaseKind.Clue && categories.Contains(c.Category) && c.Latitude != null
                && c.Longitude != null && c.RegionCode.StartsWith(place)
                && (c.Open || (c.Outcome == CaseOutcome.Solved && c.ChangedAt > since)));
        hazards = bounds is not { } b ? hazards : hazards.Where(c => c.Latitude >= b.South && c.Latitude <= b.North
            && c.Longitude >= b.West && c.Longitude <= b.East);
        var found = await hazards.OrderByDescending(c => c.Id).Take(Most + 1)
            .Select(c => new { c.Category, c.Severity, c.Status, c.ReportedAt, c.Longitude, c.Latitude }).ToListAsync();
        return new Answer("FeatureCollection", [.. found.Take(Most).Select(c => new Feature(
            "Feature",
            new Point("Point", [Math.Round(c.Longitude!.Value, Decimals), Math.Round(c.Latitude!.Value, Decimals)]),
            new Properties(
                c.Category, CategoryNames.Of(c.Category, snapshot.Categories), c.Severity, StatusWords.Public(c.Status),
                StatusWords.Of(c.Status), ChinaTime.DayOf(c.ReportedAt))))], found.Count > Most, now);
    }

    private static Box? BoxOf(string? text)
    {
        var parts = (text ?? "").Split(',');
        var numbers = new double[4];
        for (var i = 0; i < 4; i++)
        {
            if (parts.Length != 4 || !double.TryParse(
                parts[i], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        var (west, south, east, north) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        return west is >= -180 and <= 180 && east <= 180 && west <= east && south is >= -90 && north <= 90
            && south <= north ? new Box(west, south, east, north) : null;
    }

    private sealed record Box(double West, double South, double East, double North);
}

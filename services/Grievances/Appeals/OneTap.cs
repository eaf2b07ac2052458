using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Warnings;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>What a rider needs before an appeal: the platforms of the place, and the warnings in force there.</summary>
public static class OneTap
{
    public sealed record Platform(Guid Id, string Name, string RegionCode);

    /// <param name="Region">The place that was looked at.</param>
    /// <param name="Warnings">In force there now, the worst first: its id is enough for an appeal.</param>
    public sealed record Answer(
        string Region, string? RegionName, DateTimeOffset At, IReadOnlyList<WarningView> Warnings,
        IReadOnlyList<Platform> Platforms);

    /// <param name="region">Where no position is given; else the rider's own.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        double? longitude, double? latitude, string? region, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (read, now) = (new QueryReader(), time.Now());
        var place = read.Region(region, "region");
        var position = longitude is { } x && latitude is { } y ? new Position(x, y) : default(Position?);
        read.Invalid.When(
            (longitude is null) != (latitude is null) || position is { IsInChina: false }, "position",
            "经度和纬度须同时填写，且在中国范围内（WGS-84）。", "Longitude and latitude together, in China (WGS-84).");
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var found = position is null ? null : snapshot.Regions.Find(position, null)?.Code;
        var code = found ?? place ?? scope.Of(Roles.Rider).Select(g => g.Region).FirstOrDefault("");
        var rows = await ListWarnings.OfAsync(db, active: true, now, ct);
        var warnings = rows.ConvertAll(w => WarningView.Of(w, now)).FindAll(w => w.Parts.Any(p =>
            p.From <= now && now < p.Until && p.Areas.Any(a =>
                position is { } there ? a.Covers(there, code)
                    : a.Touches(code) || snapshot.Regions.PointsOf(code).Any(street => a.Covers(street, code)))));
        return TypedResults.Ok(new Answer(
            code, snapshot.Regions.NameOf(code), now, [.. warnings.OrderByDescending(w => w.Level)],
            Of(snapshot, code)));
    }

    public static Results<Ok<IReadOnlyList<Platform>>, ProblemHttpResult> Platforms(
        string? region, Scope scope, DirectoryCopy directory)
    {
        var read = new QueryReader();
        var place = read.Region(region, "region") ?? scope.Of(Roles.Rider).Select(g => g.Region).FirstOrDefault("");
        return directory.Current is not { } snapshot ? Refusals.Unavailable.ToProblem()
            : read.Invalid.Any ? read.Invalid.ToProblem() : TypedResults.Ok(Of(snapshot, place));
    }

    private static IReadOnlyList<Platform> Of(RoutingSnapshot snapshot, string region) =>
        [.. snapshot.PlatformsOf(region).OrderBy(u => u.Name, StringComparer.Ordinal).ThenBy(u => u.Id)
            .Select(u => new Platform(u.Id, u.Name, u.RegionCode))];
}

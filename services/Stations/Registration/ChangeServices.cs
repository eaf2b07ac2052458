using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Registration;

/// <summary>What a keeper changes alone: services and hours of a station that their organisation runs.</summary>
internal static class ChangeServices
{
    public sealed record Request(long? Version, IReadOnlyList<ServiceRequest>? Services, string? OpeningHours);

    public static readonly string[] Allowed = [Roles.Keeper, .. StationProblems.Owners];

    public static async Task<Results<Ok<StationView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, StationsDb db, StationViews views, TimeProvider time,
            CancellationToken ct)
    {
        if (await StationProblems.FindAsync(db, scope, id, Allowed, ct) is not { } station)
        {
            return Refusal.NotFound.ToProblem();
        }

        var invalid = new Invalid()
            .When(request.Version is null, "version", "请带上您看到的版本号。", "Send the version that you saw.");
        var services = OfferingsReader.Read(invalid, request.Services);
        var hours = OfferingsReader.ReadHours(invalid, request.OpeningHours);
        if (invalid.Any || hours is null)
        {
            return invalid.ToProblem();
        }

        var outcome = station.ChangeServices(request.Version!.Value, services, hours, time.GetUtcNow());
        return await StationProblems.SaveAsync(db, station, outcome, ct) is { } problem
            ? problem
            : TypedResults.Ok(await views.OfAsync(station, Crs.Wgs84, ct));
    }
}

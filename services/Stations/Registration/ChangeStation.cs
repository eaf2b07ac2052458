using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Registration;

/// <summary>Takes the whole station as it is to be.</summary>
internal static class ChangeStation
{
    public static async Task<Results<Ok<StationView>, ProblemHttpResult>> HandleAsync(
        Guid id, StationRequest request, Scope scope, StationsDb db, StationViews views, TimeProvider time,
            CancellationToken ct)
    {
        if (await StationProblems.FindAsync(db, scope, id, StationProblems.Owners, ct) is not { } station)
        {
            return Refusal.NotFound.ToProblem();
        }

        var invalid = new Invalid()
            .When(request.Version is null, "version", "请带上您看到的版本号。", "Send the version that you saw.");
        if (request.Read(invalid) is not { } details || request.Version is not { } version)
        {
            return invalid.ToProblem();
        }

        if (!scope.Covers(details.RegionCode, details.OrganisationId, StationProblems.Owners))
        {
            return Refusal.Forbidden.ToProblem();
        }

        await References.CheckAsync(db, details, invalid, ct);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var outcome = station.Change(version, details, time.GetUtcNow());
        return await StationProblems.SaveAsync(db, station, outcome, ct) is { } problem
            ? problem
            : TypedResults.Ok(await views.OfAsync(station, Crs.Wgs84, ct));
    }
}

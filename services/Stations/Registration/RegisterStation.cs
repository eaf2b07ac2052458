using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Registration;

internal static class RegisterStation
{
    public static async Task<Results<Created<StationView>, ProblemHttpResult>> HandleAsync(
        StationRequest request, Scope scope, StationsDb db, StationViews views, TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid();
        if (request.Read(invalid) is not { } details)
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

        var station = Station.Register(Guid.CreateVersion7(), details, time.GetUtcNow());
        db.Add(station);
        await db.SaveAsync(station, ct);
        return TypedResults.Created($"/api/v1/stations/{station.Id}", await views.OfAsync(station, Crs.Wgs84, ct));
    }
}

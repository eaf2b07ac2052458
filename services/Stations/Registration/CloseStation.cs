using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Registration;

internal static class CloseStation
{
    public sealed record Request(long? Version, string? Reason);

    /// <summary>A repeat is answered as the first time, whatever version it names: the station is closed.</summary>
    public static async Task<Results<Ok<StationView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, StationsDb db, StationViews views, TimeProvider time,
            CancellationToken ct)
    {
        if (await StationProblems.FindAsync(db, scope, id, StationProblems.Owners, ct) is not { } station)
        {
            return Refusal.NotFound.ToProblem();
        }

        var invalid = new Invalid()
            .When(request.Version is null, "version", "请带上您看到的版本号。", "Send the version that you saw.");
        var reason = Texts.Read(invalid, request.Reason, "reason", 2, 200);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var outcome = station.Close(request.Version!.Value, reason, time.GetUtcNow());
        if (outcome != ChangeOutcome.AlreadyClosed
            && await StationProblems.SaveAsync(db, station, outcome, ct) is { } problem)
        {
            return problem;
        }

        return TypedResults.Ok(await views.OfAsync(station, Crs.Wgs84, ct));
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Registration;

/// <summary>
/// The refusals of changes, and the change itself with its lost race: the same for every use case that changes a
/// station.
/// </summary>
internal static class StationProblems
{
    public static readonly Refusal StationClosed = new(
        409, "StationClosed", "该驿站已关闭，不能再修改。", "This station is closed for good and cannot be changed.");

    /// <summary>Registers, changes and closes stations in a region.</summary>
    public static readonly string[] Owners = [Roles.Secretary, Roles.Administrator];

    /// <summary>The station if one of the caller's grants covers it; null means absent or not theirs.</summary>
    public static Task<Station?> FindAsync(StationsDb db, Scope scope, Guid id, string[] roles, CancellationToken ct) =>
        db.Stations.Where(scope.Covers<Station>(s => s.RegionCode, s => s.OrganisationId, roles))
            .SingleOrDefaultAsync(s => s.Id == id, ct);

    /// <summary>Null when the change is committed (or joined to the caller's transaction).</summary>
    public static async Task<ProblemHttpResult?> SaveAsync(
        StationsDb db, Station station, ChangeOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case ChangeOutcome.AlreadyClosed:
                return StationClosed;
            case ChangeOutcome.Stale:
                return Stale(station.Version);
        }

        try
        {
            await db.SaveAsync(station, ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Stale(await db.Stations.AsNoTracking().Where(s => s.Id == station.Id).Select(s => s.Version)
                .SingleAsync(ct));
        }
    }

    private static ProblemHttpResult Stale(long version) => Refusal.Stale.ToProblem(("version", version));
}

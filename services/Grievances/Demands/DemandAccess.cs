using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>
/// Who does what with demands. A need is published for every rider to see; who looks after it are the staff whose grant
/// covers it: a keeper the demands of the own organisation, a dispatcher or secretary those of the region.
/// </summary>
internal static class DemandAccess
{
    public static readonly string[] Staff = [Roles.Dispatcher, Roles.Secretary, Roles.Keeper];

    public static IQueryable<DemandRow> LookedAfterBy(this IQueryable<DemandRow> demands, Scope scope) =>
        demands.Where(scope.Covers<DemandRow>(d => d.RegionCode, d => d.OrganisationId, Staff));

    public static bool LooksAfter(this Scope scope, DemandRow demand) =>
        scope.Covers(demand.RegionCode, demand.OrganisationId, Staff);

    /// <summary>Riders see every demand; staff theirs.</summary>
    public static IQueryable<DemandRow> SeenBy(this IQueryable<DemandRow> demands, Scope scope) =>
        scope.RiderId is not null ? demands : demands.LookedAfterBy(scope);

    public static bool HoldsAPlace(ClaimState state) =>
        state is not (ClaimState.Withdrawn or ClaimState.NoShow or ClaimState.Cancelled);

    /// <summary>The role by which the caller acts on a demand, for its record.</summary>
    public static string RoleOver(this Scope scope, DemandRow demand) =>
        Staff.First(role => scope.Covers(demand.RegionCode, demand.OrganisationId, role));

    /// <summary>The demand's row is everybody's lock; before its claims, always.</summary>
    public static async Task<bool> HoldAsync(this GrievancesDb db, Guid demand, CancellationToken ct) =>
        (await db.Database.SqlQuery<Guid>($"""select id as "Value" from demands where id = {demand} for update""")
            .ToListAsync(ct)).Count == 1;

    public static void Log(
        this GrievancesDb db, Guid demand, string kind, Guid? actor, string role, DateTimeOffset now,
        Guid? claim = null, string? note = null) => db.Add(new DemandEventRow
    {
        Id = Guid.CreateVersion7(now), DemandId = demand, Kind = kind, ActorId = actor, ActorRole = role,
        ClaimId = claim, Note = note, OccurredAt = now,
    });
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Data;

/// <summary>Whose points staff may see and freeze: the riders of the grant's region.</summary>
internal static class RidersInScope
{
    public static readonly string[] Staff = [Roles.Secretary, Roles.Administrator];

    /// <summary>A rider of whom nothing but awards is known yet belongs to no region but the whole.</summary>
    public static Task<bool> CoversAsync(PointsDb db, Scope scope, Guid rider, CancellationToken ct) => db.Riders
        .Where(scope.Covers<RiderCopy>(r => r.RegionCode ?? "-", r => null, Staff)).AnyAsync(r => r.Id == rider, ct);
}

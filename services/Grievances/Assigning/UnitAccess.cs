using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Assigning;

/// <summary>
/// A unit's own handlers arrange its work among themselves; a dispatcher or administrator over its region may too.
/// </summary>
internal static class UnitAccess
{
    public static readonly string[] Who = [Roles.Handler, Roles.Dispatcher, Roles.Administrator];

    /// <summary>The first of <see cref="Who"/> that the caller holds over the unit; null: it is not theirs.</summary>
    public static string? RoleOver(this Scope scope, Unit unit) => Who.FirstOrDefault(role => role == Roles.Handler
        ? scope.Of(role).Any(g => g.Organisation == unit.Id && unit.RegionCode.StartsWith(g.Region, Ordinal))
        : scope.Covers(unit.RegionCode, unit.Id, role));

    public static bool IsOf(this UnitPerson person, Guid unit) => person.Active && person.Units.Contains(unit);

    private const StringComparison Ordinal = StringComparison.Ordinal;
}

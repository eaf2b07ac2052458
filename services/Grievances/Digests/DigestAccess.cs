using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Digests;

/// <summary>Whose digest may be read: a region's by those who read it whole, a unit's by its own people too.</summary>
internal static class DigestAccess
{
    public static readonly string[] Regional =
        [Roles.Secretary, Roles.Dispatcher, Roles.Supervisor, Roles.Leader, Roles.Administrator];

    public static readonly string[] Readers = [.. Regional, Roles.Handler];

    /// <summary>Null: absent, or not the caller's. Unless asked, a unit's people read their unit's.</summary>
    public static DigestSubject? Of(Scope scope, RoutingSnapshot snapshot, string? region, Guid? organisation)
    {
        var own = scope.Of(Roles.Handler).Select(g => g.Organisation).OfType<Guid>().ToList();
        var home = scope.Of(Regional).Where(g => g.Organisation is null).Select(g => g.Region).ToList();
        organisation ??= region is null && home.Count == 0 && own.Count > 0 ? own[0] : null;
        if (organisation is { } id)
        {
            return own.Contains(id) || (snapshot.Units.GetValueOrDefault(id) is { } unit
                && scope.Covers(unit.RegionCode, null, Regional)) ? new(null, id) : null;
        }

        var place = region ?? home.OrderBy(h => h.Length).ThenBy(h => h, StringComparer.Ordinal).FirstOrDefault();
        return place is not null && scope.Covers(place, null, Regional) ? new(place, null) : null;
    }

    /// <summary>The two parameters, read; a region and an organisation at once are one too many.</summary>
    public static (string? Region, Guid? Organisation) Read(QueryReader read, string? region, string? organisation)
    {
        read.Invalid.When(!string.IsNullOrEmpty(region) && !string.IsNullOrEmpty(organisation), "organisation",
            "区域与单位只能选一个。", "A region or an organisation, not both.");
        return (read.Region(region, "region"), read.Id(organisation, "organisation"));
    }
}

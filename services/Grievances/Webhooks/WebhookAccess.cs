using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// Who has webhooks: a unit's own system by its client credentials, for what its grants cover, and administrators. A
/// person of the unit has none: events of the whole unit are no one's private feed.
/// </summary>
internal static class WebhookAccess
{
    public static readonly string[] Who = [Roles.Handler, Roles.Administrator];

    /// <summary>Bound: a unit has a few systems, not hundreds.</summary>
    public const int MostOfUnit = 20;

    public static IQueryable<WebhookSubscription> VisibleTo(
        this IQueryable<WebhookSubscription> subscriptions, Scope scope) => subscriptions.Where(
        scope.Covers<WebhookSubscription>(s => s.RegionCode, s => s.UnitId, RolesOf(scope)));

    public static bool MayHaveWebhooks(this Scope scope) => scope.Of(RolesOf(scope)).Any();

    /// <summary>The unit and region that a subscription made by this caller is for.</summary>
    public static (Unit? Unit, string Region, Invalid Wrong) UnitFor(
        this Scope scope, Guid? asked, RoutingSnapshot snapshot)
    {
        var grants = scope.Of(RolesOf(scope)).ToList();
        var own = grants.Where(g => g.Organisation is not null && (asked is null || g.Organisation == asked))
            .Distinct().ToList();
        var chosen = asked ?? (own.Count == 1 ? own[0].Organisation : null);
        var unit = chosen is { } id ? snapshot.Units.GetValueOrDefault(id) : null;
        var grant = own.FirstOrDefault() ?? grants.FirstOrDefault(g => g.Organisation is null && unit is not null
            && unit.RegionCode.StartsWith(g.Region, StringComparison.Ordinal));
        var wrong = new Invalid()
            .When(chosen is null, "unitId", "请指明承办单位。", "Name the unit.")
            .When(chosen is not null && (unit is not { Active: true } || grant is null), "unitId",
                "没有这个承办单位，或不在您的权限内。", "There is no such unit, or it is not yours.");
        return (unit, grant is { Organisation: not null } ? grant.Region : unit?.RegionCode ?? "", wrong);
    }

    private static string[] RolesOf(Scope scope) => scope.IsSystem ? Who : [Roles.Administrator];
}

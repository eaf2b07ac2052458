using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Rosters;

/// <summary>
/// Who sees a roster: whose grant covers its organisation. Keepers write it; handlers read their own unit's.
/// </summary>
internal static class RosterAccess
{
    public static readonly string[] Readers =
        [Roles.Administrator, Roles.Secretary, Roles.Dispatcher, Roles.Handler, Roles.Supervisor];

    public static readonly string[] Keepers = [Roles.Administrator, Roles.Secretary, Roles.Dispatcher];

    /// <summary>Whose duty it can be at all.</summary>
    public static readonly string[] OnDuty = [Roles.Handler, Roles.Dispatcher, Roles.Secretary];

    /// <summary>One predicate for every list, look-up and change.</summary>
    public static IQueryable<Roster> RostersOf(this OrganisationsDb db, Scope scope, string[] roles)
    {
        var organisations = db.Organisations.Where(
            scope.Covers<Organisation>(o => o.RegionCode, o => o.Id, roles));
        return db.Set<Roster>().Where(r => organisations.Any(o => o.Id == r.OrganisationId));
    }

    /// <summary>Who can be on duty for an organisation: its handlers, and those who dispatch for it.</summary>
    public static IQueryable<Accounts.Account> PeopleFor(this OrganisationsDb db, Organisation of)
    {
        var grants = db.Grants.Where(g => OnDuty.Contains(g.Role)
            && (g.OrganisationId == of.Id || (g.OrganisationId == null && of.RegionCode.StartsWith(g.RegionCode))));
        return db.Accounts.Where(a => a.Active && grants.Any(g => g.SubjectId == a.Id));
    }
}

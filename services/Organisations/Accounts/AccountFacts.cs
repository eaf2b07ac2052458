using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Accounts;

/// <summary>Who handles cases for whom, as Grievances is told it.</summary>
internal static class AccountFacts
{
    internal sealed record Handler(Guid Id, long Version, string DisplayName, bool Active, List<Guid> HandlesFor);

    public static AccountChanged Fact(this Handler handler, DateTimeOffset now) => new()
    {
        AccountId = handler.Id, Version = handler.Version, ShownName = handler.DisplayName,
        HandlesFor = handler.HandlesFor, Active = handler.Active, OccurredAt = now,
    };

    /// <summary>With the next save, if the account handles cases for anybody.</summary>
    public static void PublishHandler(
        this OrganisationsDb db, Account account, IEnumerable<AccessGrant> grants, DateTimeOffset now)
    {
        var units = grants.Where(g => g.Role == Roles.Handler).Select(g => g.OrganisationId).OfType<Guid>().Distinct()
            .Order().ToList();
        if (units.Count > 0)
        {
            var handler = new Handler(account.Id, account.Version, account.DisplayName, account.Active, units);
            db.Publish(handler.Fact(now), account.Id, account.Version);
        }
    }

    /// <summary>Every account that handles cases, in the order of their ids.</summary>
    public static IQueryable<Handler> Handlers(this OrganisationsDb db) => db.Accounts.AsNoTracking()
        .Where(a => db.Grants.Any(g =>
            g.SubjectId == a.Id && g.Role == Roles.Handler && g.OrganisationId != null))
        .OrderBy(a => a.Id)
        .Select(a => new Handler(a.Id, a.Version, a.DisplayName, a.Active, db.Grants
            .Where(g => g.SubjectId == a.Id && g.Role == Roles.Handler && g.OrganisationId != null)
            .Select(g => g.OrganisationId!.Value).Distinct().ToList()));
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>An appeal with its case.</summary>
internal sealed class AppealLine
{
    public required AppealRow Appeal { get; init; }

    public required CaseRow Case { get; init; }
}

/// <summary>
/// Who sees an appeal: whoever sees its case, and the platform that it names, also when its silence has cost it the
/// case. Nobody learns of the rider here; <see cref="CaseView.ReporterId"/> is for dispatchers alone.
/// </summary>
internal static class AppealAccess
{
    public const string PlatformKind = "PlatformCompany";

    public static readonly string[] Readers = [Roles.Rider, .. CaseAccess.Readers];

    public static IQueryable<AppealLine> AppealsFor(this GrievancesDb db, Scope scope)
    {
        var visible = db.Cases.AsNoTracking().VisibleTo(scope);
        var named = db.Set<AppealRow>().AsNoTracking()
            .Where(scope.Covers<AppealRow>(a => a.RegionCode, a => a.PlatformId, Roles.Handler));
        return db.Set<AppealRow>().AsNoTracking()
            .Where(a => visible.Any(c => c.Id == a.CaseId) || named.Any(n => n.CaseId == a.CaseId))
            .Join(db.Cases.AsNoTracking(), a => a.CaseId, c => c.Id, (a, c) => new AppealLine { Appeal = a, Case = c });
    }

    /// <summary>The platforms that answer for a place.</summary>
    public static IEnumerable<Unit> PlatformsOf(this RoutingSnapshot snapshot, string region) =>
        snapshot.Units.Values.Where(u => u is { Kind: PlatformKind, Active: true }
            && region.StartsWith(u.RegionCode, StringComparison.Ordinal));
}

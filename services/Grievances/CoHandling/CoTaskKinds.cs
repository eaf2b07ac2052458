using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>Each kind of a unit's part in a case alone: each has routes of its own.</summary>
internal static class CoTaskKinds
{
    /// <summary>What co-handlers were asked to do.</summary>
    public static IQueryable<CoTaskRow> Helps(this GrievancesDb db) =>
        db.Set<CoTaskRow>().AsNoTracking().Where(t => t.Kind == CoTaskKind.Help);

    /// <summary>Samples that were sent to institutes.</summary>
    public static IQueryable<CoTaskRow> Referrals(this GrievancesDb db) =>
        db.Set<CoTaskRow>().AsNoTracking().Where(t => t.Kind == CoTaskKind.LabReferral);
}

using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;

namespace RiderPlatform.Grievances.Projects;

/// <summary>The governance project that a case is part of.</summary>
public sealed record ProjectOfCase(Guid Id, string Name, ProjectStatus Status, Wording StatusName)
{
    internal static async Task<ProjectOfCase?> FindAsync(GrievancesDb db, Guid caseId, CancellationToken ct) =>
        await db.Set<ProjectCaseRow>().Where(c => c.CaseId == caseId && c.Active)
            .Join(db.Set<ProjectRow>(), c => c.ProjectId, p => p.Id, (c, p) => p)
            .Select(p => new { p.Id, p.Name, p.Status }).SingleOrDefaultAsync(ct) is { } p
            ? new(p.Id, p.Name, p.Status, ProjectWords.Of(p.Status)) : null;
}

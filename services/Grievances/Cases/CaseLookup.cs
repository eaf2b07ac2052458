using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A case for somebody who wants to do something beside its steps.</summary>
internal static class CaseLookup
{
    /// <summary>The case, and the first of these roles that the caller holds over it; or why not.</summary>
    public static async Task<(CaseRow? Row, string Role, ProblemHttpResult? Refused)> FindAsync(
        this GrievancesDb db, Guid id, Scope scope, string[] roles, CancellationToken ct)
    {
        var row = await db.Cases.AsNoTracking().VisibleTo(scope).SingleOrDefaultAsync(c => c.Id == id, ct);
        return row is null ? (null, "", Refusal.NotFound)
            : scope.RolesOver(row, roles) is [var role, ..] ? (row, role, null)
            : (null, "", Refusal.Forbidden);
    }
}

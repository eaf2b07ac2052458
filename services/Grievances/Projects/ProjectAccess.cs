using System.Linq.Expressions;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Projects;

/// <summary>
/// Who sees a project: the joint meeting and readers of its region, and the organisations that lead or take part.
/// </summary>
internal static class ProjectAccess
{
    public static readonly string[] Readers =
        [Roles.Secretary, Roles.Dispatcher, Roles.Supervisor, Roles.Leader, Roles.Administrator];

    public static readonly string[] All = [.. Readers, Roles.Handler];

    public static IQueryable<ProjectRow> VisibleTo(this IQueryable<ProjectRow> projects, Scope scope)
    {
        var covered = scope.Covers<ProjectRow>(p => p.RegionCode, p => p.LeadId, Readers);
        var own = OrganisationsOf(scope);
        if (own.Count == 0)
        {
            return projects.Where(covered);
        }

        Expression<Func<ProjectRow, bool>> partOf = p =>
            (p.LeadId != null && own.Contains(p.LeadId.Value)) || p.MemberIds.Any(m => own.Contains(m));
        var body = new Rename(partOf.Parameters[0], covered.Parameters[0]).Visit(partOf.Body);
        return projects.Where(Expression.Lambda<Func<ProjectRow, bool>>(
            Expression.OrElse(covered.Body, body), covered.Parameters));
    }

    /// <summary>Those of the asked roles that the caller holds over the project.</summary>
    public static IReadOnlyList<string> RolesOver(this Scope scope, ProjectRow row, IEnumerable<string> asked) =>
        [.. asked.Where(role => role == Roles.Handler
            ? OrganisationsOf(scope).Any(o => o == row.LeadId || row.MemberIds.Contains(o))
            : scope.Covers(row.RegionCode, row.LeadId, role))];

    public static List<Guid> OrganisationsOf(Scope scope) =>
        [.. scope.Of(Roles.Handler).Select(g => g.Organisation).OfType<Guid>().Distinct()];

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

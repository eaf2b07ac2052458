using System.Linq.Expressions;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// Who sees a case: whoever's grant covers it, and the rider who reported it. One predicate for every reader.
/// </summary>
internal static class CaseAccess
{
    /// <summary>Keepers, merchants and secretaries hold scopes too, but cases are no business of theirs.</summary>
    internal static readonly string[] Readers =
        [Roles.Dispatcher, Roles.Handler, Roles.Supervisor, Roles.Leader, Roles.Administrator];

    public static IQueryable<CaseRow> VisibleTo(this IQueryable<CaseRow> cases, Scope scope) =>
        cases.Where(Predicate(scope));

    public static bool IsVisibleTo(this CaseRow row, Scope scope) =>
        IsOwn(row, scope) || scope.Covers(row.RegionCode, row.UnitId, Readers)
            || row.CoUnits.Any(unit => scope.Covers(row.RegionCode, unit, Roles.Handler));

    public static bool IsOwn(CaseRow row, Scope scope) => scope.RiderId is { } rider && row.ReporterId == rider;

    /// <summary>The roles of the transition table by which the caller may act on this case.</summary>
    public static IReadOnlyList<string> RolesOver(this Scope scope, CaseRow row, IEnumerable<string> asked) =>
        [.. asked.Where(role =>
            role == Roles.Rider ? IsOwn(row, scope) : scope.Covers(row.RegionCode, row.UnitId, role))];

    /// <summary>Handlers, platforms and readers never learn who reported: nobody shall be made to pay for it.</summary>
    public static bool MaySeeReporter(this Scope scope, CaseRow row) =>
        IsOwn(row, scope)
            || (scope.Has(Roles.Dispatcher) && scope.Covers(row.RegionCode, row.UnitId, Roles.Dispatcher));

    private static Expression<Func<CaseRow, bool>> Predicate(Scope scope)
    {
        var covered = scope.Covers<CaseRow>(c => c.RegionCode, c => c.UnitId, Readers);
        foreach (var grant in scope.Of(Roles.Handler).Where(g => g.Organisation is not null))
        {
            var (region, unit) = (grant.Region, grant.Organisation!.Value);
            covered = Or(covered, c => c.CoUnits.Contains(unit) && c.RegionCode.StartsWith(region));
        }

        return scope.RiderId is { } rider ? Or(covered, c => c.ReporterId == rider) : covered;
    }

    private static Expression<Func<CaseRow, bool>> Or(
        Expression<Func<CaseRow, bool>> a, Expression<Func<CaseRow, bool>> b) =>
        Expression.Lambda<Func<CaseRow, bool>>(
            Expression.OrElse(a.Body, new Rename(b.Parameters[0], a.Parameters[0]).Visit(b.Body)), a.Parameters);

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

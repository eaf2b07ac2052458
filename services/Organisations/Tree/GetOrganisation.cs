using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Tree;

internal static class GetOrganisation
{
    internal sealed record Answer(
        Guid Id, Guid? ParentId, OrganisationKind Kind, string Name, string RegionCode, bool Active, long Version)
    {
        public static Answer Of(
            Organisation o) => new(o.Id, o.ParentId, o.Kind, o.Name, o.RegionCode, o.Active, o.Version);
    }

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, OrganisationsDb db, CancellationToken ct)
    {
        var found =
            await db.Organisations.AsNoTracking().Where(Visible(scope)).SingleOrDefaultAsync(o => o.Id == id, ct);
        return found is null ? Refusal.NotFound.ToProblem() : TypedResults.Ok(Answer.Of(found));
    }

    /// <summary>The one predicate of lists, counts and single reads of organisations.</summary>
    internal static System.Linq.Expressions.Expression<Func<Organisation, bool>> Visible(Scope scope) =>
        scope.Covers<Organisation>(o => o.RegionCode, o => o.Id, DirectoryAccess.Readers);
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Categories;

/// <summary>What a case can be about: a tree of three levels, in the order of the codes.</summary>
public static class ListCategories
{
    /// <param name="kind">Only what is offered for this kind of case, with the groups above it.</param>
    /// <param name="all">
    /// True: those that are offered no more, too, as the database has them, so that who changed one sees it changed.
    /// </param>
    public static async Task<Results<Ok<IReadOnlyList<Category>>, ProblemHttpResult>> HandleAsync(
        string? kind, string? all, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        var read = new QueryReader();
        var (wanted, everything) = (read.Enum<CaseKind>(kind, "kind"), read.Bool(all, "all") == true);
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        IEnumerable<Category>? known = everything
            ? (await db.Set<CategoryRow>().AsNoTracking().ToListAsync(ct)).Select(c => c.Read())
            : directory.Current?.Categories.Values.Where(c => c.Active);
        return known is null ? Refusals.Unavailable.ToProblem()
            : TypedResults.Ok<IReadOnlyList<Category>>([.. known
                .Where(c => wanted is not { } k || c.Kinds.Contains(k))
                .OrderBy(c => c.Code, StringComparer.Ordinal)]);
    }
}

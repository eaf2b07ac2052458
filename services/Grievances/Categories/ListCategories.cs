using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Categories;

/// <summary>What a case can be about: a tree of three levels, in the order of the codes.</summary>
public static class ListCategories
{
    /// <param name="kind">Only what is offered for this kind of case, with the groups above it.</param>
    /// <param name="all">True: those that are offered no more, too.</param>
    public static Results<Ok<IReadOnlyList<Category>>, ProblemHttpResult> Handle(
        string? kind, string? all, DirectoryCopy directory)
    {
        var read = new QueryReader();
        var (wanted, everything) = (read.Enum<CaseKind>(kind, "kind"), read.Bool(all, "all") == true);
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        return directory.Current is { } snapshot
            ? TypedResults.Ok<IReadOnlyList<Category>>([.. snapshot.Categories.Values
                .Where(c => (everything || c.Active) && (wanted is not { } k || c.Kinds.Contains(k)))
                .OrderBy(c => c.Code, StringComparer.Ordinal)])
            : Refusals.Unavailable.ToProblem();
    }
}

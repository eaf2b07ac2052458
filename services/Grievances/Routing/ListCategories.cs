using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Routing;

/// <summary>What a case can be about.</summary>
public static class ListCategories
{
    public static Results<Ok<IReadOnlyList<Category>>, ProblemHttpResult> Handle(DirectoryCopy directory) =>
        directory.Current is { } snapshot
            ? TypedResults.Ok<IReadOnlyList<Category>>(
                [.. snapshot.Categories.Values.OrderBy(c => c.Code, StringComparer.Ordinal)])
            : Refusals.Unavailable.ToProblem();
}

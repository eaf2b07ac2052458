using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Categories;

/// <summary>How a category came to be what it is, newest first.</summary>
public static class ListCategoryVersions
{
    private const int Most = 100;

    /// <param name="ChangedBy">The account; null: it shipped with the service.</param>
    public sealed record Item(Category Category, Guid? ChangedBy, DateTimeOffset ChangedAt);

    public static async Task<Results<Ok<IReadOnlyList<Item>>, ProblemHttpResult>> HandleAsync(
        string code, GrievancesDb db, CancellationToken ct)
    {
        var rows = await db.Set<CategoryVersionRow>().AsNoTracking().Where(v => v.Code == code)
            .OrderByDescending(v => v.Version).Take(Most).ToListAsync(ct);
        return rows.Count == 0 ? Refusal.NotFound.ToProblem() : TypedResults.Ok<IReadOnlyList<Item>>([.. rows.Select(
            r => new Item(JsonSerializer.Deserialize<Category>(r.Content, CategoryJson.Options)!, r.ChangedBy,
                r.ChangedAt))]);
    }
}

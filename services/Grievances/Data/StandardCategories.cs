using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// The tree that every city begins with (<c>standard-categories.json</c>); what a city has changed stays as it is.
/// </summary>
public sealed class StandardCategories(GrievancesDb db, TimeProvider time) : ISeed
{
    public static IReadOnlyList<Category> All { get; } = Load();

    public async Task SeedAsync(CancellationToken ct)
    {
        var known = await db.Set<CategoryRow>().ToDictionaryAsync(c => c.Code, ct);
        var now = time.GetUtcNow();
        foreach (var category in All)
        {
            var row = known.GetValueOrDefault(category.Code);
            if (row is { Version: > 0 })
            {
                continue;
            }

            if (row is null)
            {
                db.Add(CategoryRow.Of(category));
            }
            else
            {
                row.Take(category);
            }

            db.Add(new CategoryVersionRow
            {
                Code = category.Code, Version = category.Version, ChangedAt = now,
                Content = JsonSerializer.Serialize(category, CategoryJson.Options),
            });
        }

        await db.SaveChangesAsync(ct);
    }

    private static List<Category> Load()
    {
        using var file = typeof(StandardCategories).Assembly.GetManifestResourceStream("standard-categories.json")!;
        return JsonSerializer.Deserialize<List<Category>>(file, CategoryJson.Options)!;
    }
}

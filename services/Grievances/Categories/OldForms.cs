using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Categories;

/// <summary>Open cases whose answers were given to another form than the category would have.</summary>
/// <param name="Count">How many there are; the oldest twenty are listed.</param>
public sealed record OldForms(int Count, IReadOnlyList<OldForms.Case> Cases)
{
    private const int Most = 20;

    /// <param name="Version">Of the category when it was reported.</param>
    public sealed record Case(Guid Id, string Number, int Version, DateTimeOffset ReportedAt);

    internal static async Task<OldForms> ReadAsync(GrievancesDb db, Category wanted, CancellationToken ct)
    {
        var rows = await db.Set<CategoryVersionRow>().AsNoTracking().Where(v => v.Code == wanted.Code)
            .OrderBy(v => v.Version).ToListAsync(ct);
        var known = rows.ConvertAll(r => (r.Version, r.ChangedAt,
            Form: FormOf(JsonSerializer.Deserialize<Category>(r.Content, CategoryJson.Options)!)));
        if (known.Count == 0)
        {
            return new(0, []);
        }

        // The form may have been the wanted one for some versions: what was reported since then has it.
        var (form, same) = (FormOf(wanted), known.Count);
        while (same > 0 && known[same - 1].Form == form)
        {
            same--;
        }

        if (same == 0)
        {
            return new(0, []);
        }

        var until = same < known.Count ? known[same].ChangedAt : DateTimeOffset.MaxValue;
        var old = db.Cases.AsNoTracking().Where(c => c.Open && c.Category == wanted.Code && c.ReportedAt < until);
        var first = await old.OrderBy(c => c.ReportedAt).ThenBy(c => c.Id).Take(Most)
            .Select(c => new { c.Id, c.Number, c.ReportedAt }).ToListAsync(ct);
        return new(await old.CountAsync(ct), [.. first.Select(c => new Case(c.Id, c.Number,
            known.FindLast(v => v.ChangedAt <= c.ReportedAt) is { Version: > 0 } at ? at.Version : known[0].Version,
            c.ReportedAt))]);
    }

    private static string FormOf(Category category) => JsonSerializer.Serialize(category.Form, CategoryJson.Options);
}

using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Categories;

/// <summary>
/// An administrator adds a category or changes one. A change is a new version; cases keep their answers and their
/// severity. With <c>preview</c> nothing is written: the answer says what would become different, and for how many.
/// </summary>
public static class ChangeCategory
{
    /// <param name="Version">The version that was seen; 0 for a new category.</param>
    /// <param name="Form">What is asked when a case is reported.</param>
    /// <param name="ResolveForm">What is asked when it is resolved.</param>
    public sealed record Request(
        int Version, string? NameZh, string? NameEn, Severity Severity, bool Public, bool Group, bool Active,
        RegionLevel? MinLevel, IReadOnlyList<CaseKind>? Kinds, IReadOnlyList<FormField>? Form,
        IReadOnlyList<FormField>? ResolveForm = null);

    /// <param name="Differences">Names of the fields that change.</param>
    /// <param name="OpenCases">Open cases of the category, and of those below it.</param>
    /// <param name="ClosedCases">The same of those that are closed.</param>
    /// <param name="OldForms">Open cases of the category itself that were reported with another form.</param>
    public sealed record Answer(
        Category Category, IReadOnlyList<string> Differences, int OpenCases, int ClosedCases, OldForms OldForms,
        bool Saved);

    public static readonly Request Example = new(
        0, "共享单车乱停放", "Bicycles in the way", Severity.Minor, true, false, true, null, [CaseKind.Clue],
        [new FormField("many", FieldType.Number, "大约几辆", "About how many") { Max = 1000 }]);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string code, string? preview, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var wanted = Of(code, request);
        var invalid = new Invalid();
        foreach (var (field, wrong) in CategoryChecks.Of(wanted, snapshot.Categories))
        {
            invalid.Add(field, wrong.Zh, wrong.En);
        }

        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var row = await db.Set<CategoryRow>().SingleOrDefaultAsync(c => c.Code == code, ct);
        var differences = DifferencesOf(row?.Read(), wanted);
        var cases = db.Cases.Where(c => c.Category == code || c.Category.StartsWith(code + "."));
        var (open, closed) = (await cases.CountAsync(c => c.Open, ct), await cases.CountAsync(c => !c.Open, ct));
        var answer = new Answer(wanted, differences, open, closed, await OldForms.ReadAsync(db, wanted, ct), false);
        if (row?.Version == wanted.Version && differences.Count == 0)
        {
            return TypedResults.Ok(answer with { Differences = [], Saved = true }); // The same change, sent again.
        }

        if ((row?.Version ?? 0) != request.Version)
        {
            return Refusal.Stale.ToProblem(("version", row?.Version ?? 0));
        }

        if (preview == "true" || differences.Count == 0)
        {
            return TypedResults.Ok(answer);
        }

        return await TrySaveAsync(db, row, wanted, scope.Subject, time.Now(), ct)
            ? TypedResults.Ok(answer with { Saved = true })
            : Refusal.Stale.ToProblem();
    }

    private static Category Of(string code, Request request) =>
        new(code, request.NameZh?.Trim() ?? "", request.NameEn?.Trim() ?? "", request.Severity, request.Public)
        {
            Version = request.Version + 1, Kinds = request.Kinds ?? [], Group = request.Group, Active = request.Active,
            MinLevel = request.MinLevel, Form = request.Form ?? [], ResolveForm = request.ResolveForm ?? [],
        };

    /// <summary>The field names of the two JSON texts that differ; all of them for a new category.</summary>
    private static List<string> DifferencesOf(Category? before, Category after)
    {
        var (old, now) = (Fields(before), Fields(after)!);
        return [.. now.Where(f => f.Key != "version" && old?.GetValueOrDefault(f.Key) != f.Value).Select(f => f.Key)];

        static Dictionary<string, string>? Fields(Category? category) => category is null ? null
            : JsonSerializer.SerializeToElement(category, CategoryJson.Options).EnumerateObject()
                .ToDictionary(p => p.Name, p => p.Value.GetRawText());
    }

    /// <summary>False when somebody else changed it first.</summary>
    private static async Task<bool> TrySaveAsync(
        GrievancesDb db, CategoryRow? row, Category wanted, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        if (row is null)
        {
            db.Add(CategoryRow.Of(wanted));
        }
        else
        {
            row.Take(wanted);
        }

        db.Add(new CategoryVersionRow
        {
            Code = wanted.Code, Version = wanted.Version, ChangedBy = by, ChangedAt = now,
            Content = JsonSerializer.Serialize(wanted, CategoryJson.Options),
        });
        try
        {
            await db.InTransactionAsync(async () =>
            {
                await db.SaveChangesAsync(ct);
                await db.GrowRevisionAsync(ct);
                return true;
            }, ct);
            return true;
        }
        catch (DbUpdateException e)
            when (e is DbUpdateConcurrencyException || TransientFaults.ViolatedUnique(e) is not null)
        {
            return false;
        }
    }
}

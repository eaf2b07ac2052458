using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Imports;

/// <summary>
/// How far a file is, and what became of its lines: for who started it, and administrators of everything.
/// </summary>
public static class GetImport
{
    private const string Heading = "line,number,outcome,case,column,reasonZh,reasonEn";

    public static async Task<Ok<Page<StartImport.View>>> ListAsync(
        [AsParameters] Paging paging, Scope scope, GrievancesDb db, CancellationToken ct)
    {
        var page = await paging.OfAsync(Light(Visible(db, scope).OrderByDescending(j => j.Id)), ct);
        return TypedResults.Ok(page.Select(StartImport.View.Of));
    }

    public static async Task<Results<Ok<StartImport.View>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, CancellationToken ct) =>
        await Light(Visible(db, scope).Where(j => j.Id == id)).SingleOrDefaultAsync(ct) is { } job
            ? TypedResults.Ok(StartImport.View.Of(job))
            : Refusal.NotFound.ToProblem();

    /// <summary>UTF-8 with its mark, so that Excel reads it; of an import under way, as far as it is.</summary>
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ReportAsync(
        Guid id, Scope scope, GrievancesDb db, CancellationToken ct)
    {
        if (!await Visible(db, scope).AnyAsync(j => j.Id == id, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        return TypedResults.Stream(async body =>
        {
            await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            await text.WriteAsync($"{Heading}\r\n");
            var lines = db.Set<ImportLine>().AsNoTracking().Where(l => l.JobId == id).OrderBy(l => l.Line);
            await foreach (var l in lines.AsAsyncEnumerable().WithCancellation(ct))
            {
                await text.WriteAsync($"{l.FileLine},{Cell(l.OldNumber)},{l.Outcome},{l.CaseNumber},{l.Column},"
                    + $"{Cell(l.ReasonZh)},{Cell(l.ReasonEn)}\r\n");
            }
        }, "text/csv; charset=utf-8", $"import-{id}.csv");
    }

    /// <summary>What a spreadsheet would take for a formula is marked as text.</summary>
    internal static string Cell(string? text)
    {
        var safe = text is { Length: > 0 } && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text
            ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Without the file itself.</summary>
    private static IQueryable<ImportJob> Light(IQueryable<ImportJob> jobs) => jobs.Select(j => new ImportJob
    {
        Id = j.Id, Source = j.Source, DryRun = j.DryRun, State = j.State, CreatedBy = j.CreatedBy, Grants = j.Grants,
        CreatedAt = j.CreatedAt, FinishedAt = j.FinishedAt, Total = j.Total, Imported = j.Imported,
        Repeated = j.Repeated, Refused = j.Refused,
    });

    private static IQueryable<ImportJob> Visible(GrievancesDb db, Scope scope)
    {
        var all = scope.Of(Roles.Administrator).Any(g => g is { Region.Length: 0, Organisation: null });
        return db.Set<ImportJob>().AsNoTracking().Where(j => all || j.CreatedBy == scope.Subject);
    }
}

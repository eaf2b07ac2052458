using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Imports;

/// <summary>
/// Takes a file of old cases in and works it off in the background. The same file again is harmless: a line is known by
/// its number in the old system.
/// </summary>
public static class StartImport
{
    private const int MaxSource = 50;

    /// <param name="Done">Lines that are done, of <paramref name="Total"/>.</param>
    /// <param name="Imported">In a dry run: what would be.</param>
    /// <param name="Report">Line by line, as CSV.</param>
    public sealed record View(
        Guid Id, string Source, bool DryRun, ImportState State, int Total, int Done, int Imported, int Repeated,
        int Refused, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, string Report)
    {
        internal static View Of(ImportJob j) => new(
            j.Id, j.Source, j.DryRun, j.State, j.Total, j.Done, j.Imported, j.Repeated, j.Refused, j.CreatedAt,
            j.FinishedAt, $"/api/v1/imports/{j.Id}/report");
    }

    public static async Task<Results<Accepted<View>, ProblemHttpResult>> HandleAsync(
        string? source, string? dryRun, HttpContext http, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is null or { Regions.IsEmpty: true })
        {
            return Refusals.Unavailable.ToProblem();
        }

        var invalid = new Invalid()
            .When(!Words.AreGood(source, MaxSource), "source", $"请填写原系统名称，1–{MaxSource} 个字。",
                $"Name the old system, 1–{MaxSource} characters.")
            .When(dryRun is not (null or "" or "true" or "false"), "dryRun", "取值为 true 或 false。", "true or false.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var content = await ReadAsync(http, ct);
        var (wrong, lines) = new ImportFile(content).Check();
        if (wrong.Any)
        {
            return wrong.ToProblem();
        }

        var now = time.Now();
        var job = new ImportJob
        {
            Id = Guid.CreateVersion7(now), Source = source!.Trim(), DryRun = dryRun == "true",
            State = ImportState.Waiting, Content = content, CreatedBy = scope.Subject, CreatedAt = now, Total = lines,
            Grants = [.. scope.Of(ImportRoutes.Who).Select(g => g.ToString())],
        };
        db.Add(job);
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted($"/api/v1/imports/{job.Id}", View.Of(job));
    }

    /// <summary>The body itself, or the field <c>file</c> of a form.</summary>
    private static async Task<byte[]> ReadAsync(HttpContext http, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        if (!http.Request.HasFormContentType)
        {
            await http.Request.Body.CopyToAsync(bytes, ct);
            return bytes.ToArray();
        }

        var form =
            await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = ImportFile.MaxBytes }, ct);
        if (form.Files.GetFile("file") is { } file)
        {
            await file.CopyToAsync(bytes, ct);
        }

        return bytes.ToArray();
    }
}

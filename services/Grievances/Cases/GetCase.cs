using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Assigning;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Requests;
using RiderPlatform.Grievances.Pauses;
using RiderPlatform.Grievances.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>One case with its photos.</summary>
public static class GetCase
{
    /// <param name="Purpose">
    /// <c>Report</c>: the reporter's; <c>Evidence</c>: the unit's; otherwise the kind of the step that it came with.
    /// </param>
    public sealed record Photo(Guid Id, string Purpose, int Width, int Height, string Href);

    public sealed record Ref(Guid Id, string Number);

    /// <param name="Riders">How many have reported or joined it; 0 for a case that no rider reported.</param>
    /// <param name="MergedInto">The case that it was merged into.</param>
    /// <param name="MergedFrom">The cases that were merged into it.</param>
    /// <param name="Open311">Of a case that came in through Open311; null for every other.</param>
    public sealed record Answer(
        CaseView Case, IReadOnlyList<Photo> Photos, int Riders, Ref? MergedInto, IReadOnlyList<Ref> MergedFrom,
        FromOpen311? Open311 = null)
    {
        /// <summary>The governance project that it is part of.</summary>
        public ProjectOfCase? Project { get; init; }
    }

    private const int MostMerged = 100;

    /// <param name="at">As it stood at this moment of the past; absent where it was reported later.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, string? at, Scope scope, GrievancesDb db, DirectoryCopy directory, ClockLimits limits,
        TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (read, now) = (new QueryReader(), time.Now());
        var moment = read.Past(at, "at", now);
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        if (await db.CasesFor(scope, moment).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } row)
        {
            return Refusal.NotFound.ToProblem();
        }

        var photos = await PhotosAsync(db, row, ct);
        var joined = await db.CaseJoins.CountAsync(j => j.CaseId == id, ct);
        var merged = await db.Cases.AsNoTracking().VisibleTo(scope)
            .Where(c => c.MergedInto == id || c.Id == row.MergedInto)
            .OrderBy(c => c.Id).Take(MostMerged).Select(c => new { c.Id, c.Number, c.MergedInto }).ToListAsync(ct);
        var pauses = await CasePauses.ReadAsync(db, [row], moment ?? now, ct);
        var assigned = await Assignees.ReadAsync(db, [row], snapshot, scope, ct);
        return TypedResults.Ok(new Answer(
            assigned(CaseView.Of(row, scope, snapshot, limits, pauses, moment ?? now)), photos,
            joined + (row.ReporterId is null ? 0 : 1),
            merged.Where(m => m.Id == row.MergedInto).Select(m => new Ref(m.Id, m.Number)).SingleOrDefault(),
            [.. merged.Where(m => m.MergedInto == id).Select(m => new Ref(m.Id, m.Number))],
            await FromOpen311.FindAsync(db, id, ct)) { Project = await ProjectOfCase.FindAsync(db, id, ct) });
    }

    /// <summary>The photos of a case as it stands in <paramref name="row"/>, in the order in which they came.</summary>
    internal static async Task<IReadOnlyList<Photo>> PhotosAsync(GrievancesDb db, CaseRow row, CancellationToken ct)
    {
        var photos = await db.CasePhotos.AsNoTracking().Where(p => p.CaseId == row.Id && p.Version <= row.Version)
            .OrderBy(p => p.Version).ThenBy(p => p.Id).ToListAsync(ct);
        var versions = photos.Select(p => p.Version).ToHashSet();
        var kinds = await db.CaseEvents.Where(e => e.CaseId == row.Id && versions.Contains(e.Version))
            .ToDictionaryAsync(e => e.Version, e => e.Kind, ct);
        return [.. photos.Select(p => new Photo(
            p.Id, PurposeOf(kinds[p.Version]), p.Width, p.Height, $"/api/v1/cases/{p.CaseId}/photos/{p.Id}"))];
    }

    private static string PurposeOf(string kind) => kind switch
    {
        "Registered" or "Imported" => "Report",
        "Resolved" => "Evidence",
        _ => kind,
    };
}

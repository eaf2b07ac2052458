using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Requests;
using RiderPlatform.Grievances.Pauses;
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
        FromOpen311? Open311 = null);

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

        var photos = await db.CasePhotos.AsNoTracking().Where(p => p.CaseId == id && p.Version <= row.Version)
            .OrderBy(p => p.Version).ThenBy(p => p.Id).ToListAsync(ct);
        var versions = photos.Select(p => p.Version).ToHashSet();
        var kinds = await db.CaseEvents.Where(e => e.CaseId == id && versions.Contains(e.Version))
            .ToDictionaryAsync(e => e.Version, e => e.Kind, ct);
        var joined = await db.CaseJoins.CountAsync(j => j.CaseId == id, ct);
        var merged = await db.Cases.AsNoTracking().VisibleTo(scope)
            .Where(c => c.MergedInto == id || c.Id == row.MergedInto)
            .OrderBy(c => c.Id).Take(MostMerged).Select(c => new { c.Id, c.Number, c.MergedInto }).ToListAsync(ct);
        var pauses = await CasePauses.ReadAsync(db, [row], moment ?? now, ct);
        return TypedResults.Ok(new Answer(
            CaseView.Of(row, scope, snapshot, limits, pauses, moment ?? now), [.. photos.Select(p => Of(p, kinds))],
            joined + (row.ReporterId is null ? 0 : 1),
            merged.Where(m => m.Id == row.MergedInto).Select(m => new Ref(m.Id, m.Number)).SingleOrDefault(),
            [.. merged.Where(m => m.MergedInto == id).Select(m => new Ref(m.Id, m.Number))],
            await FromOpen311.FindAsync(db, id, ct)));
    }

    internal static Photo Of(CasePhotoRow p, Dictionary<int, string> kinds) =>
        new(p.Id, p.Version == 1 ? "Report" : kinds[p.Version] is not "Resolved" and var kind ? kind
            : "Evidence", p.Width, p.Height, $"/api/v1/cases/{p.CaseId}/photos/{p.Id}");
}

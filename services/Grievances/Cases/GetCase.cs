using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Pauses;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>One case with its photos.</summary>
public static class GetCase
{
    /// <param name="Purpose"><c>Report</c>: the reporter's; <c>Evidence</c>: the unit's.</param>
    public sealed record Photo(Guid Id, string Purpose, int Width, int Height, string Href);

    public sealed record Answer(CaseView Case, IReadOnlyList<Photo> Photos);

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
        var pauses = await CasePauses.ReadAsync(db, [row], moment ?? now, ct);
        return TypedResults.Ok(new Answer(
            CaseView.Of(row, scope, snapshot, limits, pauses, moment ?? now), [.. photos.Select(Of)]));
    }

    private static Photo Of(CasePhotoRow p) =>
        new(p.Id, p.Version == 1 ? "Report" : "Evidence", p.Width, p.Height, $"/api/v1/cases/{p.CaseId}/photos/{p.Id}");
}

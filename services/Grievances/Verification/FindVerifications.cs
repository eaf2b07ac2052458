using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Demands;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Verification;

/// <summary>The checks that the calling rider is asked for, has claimed, or has answered lately.</summary>
public static class FindVerifications
{
    private const int Most = 50;

    /// <param name="Items">The nearest first where a position is given, otherwise the newest.</param>
    public sealed record Answer(IReadOnlyList<VerificationView> Items);

    /// <summary>Without a constructor: EF Core then sees through it where it is filtered by.</summary>
    internal sealed record Line
    {
        public required VerificationRow Task { get; init; }

        public required string Category { get; init; }

        public Seen? Seen { get; init; }
    }

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string? near, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        var read = new QueryReader();
        var where = Near.Read(near, null, read);
        if (read.Invalid.Any || directory.Current is not { } snapshot)
        {
            return read.Invalid.Any ? read.Invalid.ToProblem() : Refusals.Unavailable.ToProblem();
        }

        var since = time.Now() - VerificationRules.ActiveWithin;
        var lines = await For(db, scope, snapshot.Day).Where(l => l.Task.CreatedAt > since)
            .OrderByDescending(l => l.Task.Id).Take(Most).ToListAsync(ct);
        var views = await ViewsAsync(db, lines, scope.RiderId!.Value, where.At, snapshot, ct);
        return TypedResults.Ok(new Answer(
            where.At is null ? views : [.. views.OrderBy(v => v.DistanceMetres)]));
    }

    public static async Task<Results<Ok<VerificationView>, ProblemHttpResult>> OneAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct) =>
        directory.Current is not { } snapshot ? Refusals.Unavailable.ToProblem()
            : await ViewAsync(id, scope, db, snapshot, ct) is { } view ? TypedResults.Ok(view)
            : Refusal.NotFound.ToProblem();

    /// <summary>A photo of the hazard before, and for staff of the case the verifiers' too.</summary>
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> PhotoAsync(
        Guid id, Guid photoId, string? size, HttpResponse response, Scope scope, GrievancesDb db, IPhotoStore store,
        TimeProvider time, CancellationToken ct)
    {
        var before = await For(db, scope, ChinaTime.DayOf(time.Now())).Where(l => l.Task.Id == id)
            .Join(db.CasePhotos.Where(p => p.Version == 1), l => l.Task.CaseId, p => p.CaseId, (_, p) => p)
            .Where(p => p.Id == photoId).Select(p => new { p.Blob, p.Thumbnail }).SingleOrDefaultAsync(ct);
        var after = before ?? await db.Set<VerificationPhotoRow>().Where(p => p.Id == photoId)
            .Join(db.Set<VerificationAnswerRow>(), p => p.AnswerId, a => a.Id, (p, a) => new { p, a.VerificationId })
            .Join(db.Set<VerificationRow>().Where(v => v.Id == id), x => x.VerificationId, v => v.Id,
                (x, v) => new { x.p, v.CaseId })
            .Join(ListAnswers.Readable(db, scope), x => x.CaseId, c => c.Id, (x, _) => new { x.p.Blob, x.p.Thumbnail })
            .SingleOrDefaultAsync(ct);
        return after is null ? Refusal.NotFound.ToProblem()
            : PhotoAnswer.Of(size == "thumbnail" ? after.Thumbnail : after.Blob, response, store);
    }

    internal static async Task<VerificationView?> ViewAsync(
        Guid id, Scope scope, GrievancesDb db, RoutingSnapshot snapshot, CancellationToken ct)
    {
        var lines = await For(db, scope, snapshot.Day).Where(l => l.Task.Id == id).ToListAsync(ct);
        return (await ViewsAsync(db, lines, scope.RiderId!.Value, null, snapshot, ct)).SingleOrDefault();
    }

    /// <summary>
    /// What this rider may see: open and still asked for, while the case still waits; claimed by them; answered by
    /// them. Not where the rider also works for the unit.
    /// </summary>
    internal static IQueryable<Line> For(GrievancesDb db, Scope scope, DateOnly day)
    {
        var rider = scope.RiderId;
        var asked = Candidates.Asked(db, rider, day);
        var units = scope.Of(Roles.Handler).Select(g => g.Organisation).ToList();
        return db.Set<VerificationRow>().AsNoTracking()
            .Where(v => db.Set<VerificationInviteRow>().Any(i => i.VerificationId == v.Id && i.RiderId == rider))
            .Join(db.Cases.AsNoTracking(), v => v.CaseId, c => c.Id, (v, c) => new
            {
                v, c, Asked = asked.Any(i => i.VerificationId == v.Id),
                Seen = db.Set<VerificationAnswerRow>().Where(a => a.VerificationId == v.Id && a.RiderId == rider)
                    .Select(a => (Seen?)a.Seen).SingleOrDefault(),
            })
            .Where(x => !units.Contains(x.c.UnitId) && x.c.ReporterId != rider
                && !db.CaseJoins.Any(j => j.CaseId == x.c.Id && j.RiderId == rider)
                && (x.Seen != null || (x.v.State == VerificationState.Claimed && x.v.ClaimedBy == rider)
                    || (x.v.State == VerificationState.Open && x.Asked && x.c.Status == CaseStatus.Resolved
                        && x.c.Version == x.v.Resolution)))
            .Select(x => new Line { Task = x.v, Category = x.c.Category, Seen = x.Seen });
    }

    private static async Task<IReadOnlyList<VerificationView>> ViewsAsync(
        GrievancesDb db, List<Line> lines, Guid rider, Position? near, RoutingSnapshot snapshot, CancellationToken ct)
    {
        var cases = lines.Select(l => l.Task.CaseId).ToList();
        var photos = (await db.CasePhotos.AsNoTracking().Where(p => cases.Contains(p.CaseId) && p.Version == 1)
            .OrderBy(p => p.Id).Select(p => new { p.CaseId, p.Id }).ToListAsync(ct)).ToLookup(p => p.CaseId, p => p.Id);
        return [.. lines.Select(l => VerificationView.Of(
            l.Task, l.Category, rider, l.Seen, near, photos[l.Task.CaseId], snapshot))];
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Verification;

/// <summary>
/// For dispatchers and supervisors: what was seen, and how those who looked were drawn; not who they are.
/// </summary>
public static class ListAnswers
{
    public sealed record Given(Seen Seen, string Note, double Metres, DateTimeOffset AnsweredAt,
        IReadOnlyList<string> Photos);

    /// <param name="Seed">With it and the pool anybody can repeat the draw.</param>
    /// <param name="Asked">How many were asked in it as what; who was there as two things counts twice.</param>
    public sealed record Draw(
        int Answers, int Reach, string Seed, int Pool, DateTimeOffset DrawnAt, IReadOnlyList<AskedBy> Asked);

    public sealed record AskedBy(AskedAs Reason, int Count);

    public sealed record Check(
        Guid Id, int Resolution, VerificationState State, IReadOnlyList<Given> Answers, IReadOnlyList<Draw> Draws);

    /// <summary>The unit is not among them: it would learn who looks over its shoulder.</summary>
    internal static readonly string[] Who = [Roles.Dispatcher, Roles.Supervisor];

    private static IReadOnlyList<AskedBy> Count(IEnumerable<string[]> invites) =>
        [.. invites.SelectMany(r => r).CountBy(r => r).OrderBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => new AskedBy(Enum.Parse<AskedAs>(r.Key), r.Value))];

    internal static IQueryable<CaseRow> Readable(GrievancesDb db, Scope scope) => db.Cases.AsNoTracking()
        .Where(scope.Covers<CaseRow>(c => c.RegionCode, c => c.UnitId, Who));

    public static async Task<Results<Ok<IReadOnlyList<Check>>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, CancellationToken ct)
    {
        if (!await Readable(db, scope).AnyAsync(c => c.Id == id, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        var tasks = await db.Set<VerificationRow>().AsNoTracking().Where(v => v.CaseId == id)
            .OrderBy(v => v.Resolution).ToListAsync(ct);
        var ids = tasks.ConvertAll(v => v.Id);
        var answers = await db.Set<VerificationAnswerRow>().AsNoTracking()
            .Where(a => ids.Contains(a.VerificationId)).OrderBy(a => a.Id).ToListAsync(ct);
        var given = answers.ConvertAll(a => a.Id);
        var photos = (await db.Set<VerificationPhotoRow>().AsNoTracking().Where(p => given.Contains(p.AnswerId))
            .OrderBy(p => p.Id).ToListAsync(ct)).ToLookup(p => p.AnswerId);
        var draws = await db.Set<VerificationDrawRow>().AsNoTracking().Where(d => ids.Contains(d.VerificationId))
            .OrderBy(d => d.DrawnAt).ToListAsync(ct);
        var invites = (await db.Set<VerificationInviteRow>().AsNoTracking()
            .Where(i => ids.Contains(i.VerificationId)).Select(i => new { i.VerificationId, i.InvitedAt, i.Reasons })
            .ToListAsync(ct)).ToLookup(i => (i.VerificationId, i.InvitedAt), i => i.Reasons);
        return TypedResults.Ok<IReadOnlyList<Check>>([.. tasks.Select(v => new Check(
            v.Id, v.Resolution, v.State,
            [.. answers.Where(a => a.VerificationId == v.Id).Select(a => new Given(
                a.Seen, a.Note, a.Metres, a.AnsweredAt,
                [.. photos[a.Id].Select(p => $"/api/v1/verifications/{v.Id}/photos/{p.Id}")]))],
            [.. draws.Where(d => d.VerificationId == v.Id)
                .Select(d => new Draw(
                    d.Answers, d.Reach, d.Seed, d.Pool, d.DrawnAt, Count(invites[(v.Id, d.DrawnAt)])))]))]);
    }
}

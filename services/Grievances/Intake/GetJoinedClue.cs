using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// One clue that the rider joined, or that the rider's own was merged into, with its public story: never who reported
/// it, what they wrote or photographed, nor what the unit answered them.
/// </summary>
public static class GetJoinedClue
{
    /// <param name="Points">Who gets points for it.</param>
    public sealed record Answer(ListJoinedClues.Item Clue, Wording Points, IReadOnlyList<Step> Story);

    public sealed record Step(string Kind, Wording Text, DateTimeOffset OccurredAt);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string number, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (await ListJoinedClues.OfRider(db, scope).SingleOrDefaultAsync(x => x.Case.Number == number, ct)
            is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var events = await db.CaseEvents.AsNoTracking()
            .Where(e => e.CaseId == found.Case.Id && JoinedNews.Kinds.Contains(e.Kind)).OrderBy(e => e.Version)
            .ToListAsync(ct);
        var into = await RiderNews.NumbersAsync(db, events, ct);
        return TypedResults.Ok(new Answer(ListJoinedClues.Of(found, snapshot), JoinedNews.Points,
            [.. events.Select(e => new Step(
                e.Kind, JoinedNews.TextOf(e, snapshot, into(e), own: false), e.OccurredAt))]));
    }
}

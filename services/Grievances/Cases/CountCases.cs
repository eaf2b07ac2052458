using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>How many the list holds, in all and by status, under the same scope and filters.</summary>
public static class CountCases
{
    public sealed record Answer(long Total, IReadOnlyDictionary<CaseStatus, long> ByStatus);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        [AsParameters] CaseFilter filter, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        var (question, wrong) = filter.Read(time.Now());
        if (question is null)
        {
            return wrong!;
        }

        var counts = await question.Of(db, scope).GroupBy(c => c.Status)
            .Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        return TypedResults.Ok(new Answer(
            counts.Values.Sum(), new SortedDictionary<CaseStatus, long>(counts)));
    }
}

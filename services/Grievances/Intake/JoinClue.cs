using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// "It is this one": a rider joins a clue that somebody else has reported instead of reporting it again, is counted,
/// and hears what becomes of it. Joining twice is joining once; leaving undoes it.
/// </summary>
public static class JoinClue
{
    /// <param name="Number">As <c>FindSimilarClues</c> gave it.</param>
    public sealed record Request(string? Number);

    /// <param name="Riders">How many have reported or joined it.</param>
    public sealed record Answer(string Number, int Riders);

    private static readonly Refusal OwnReport = new(409, "OwnReport",
        "这就是您自己上报的，无需再加入。", "You have reported this one yourself.");

    private static readonly Refusal AlreadyClosed = new(409, "AlreadyClosed",
        "这条已经办结。如果问题还在，请重新上报。", "It is closed. If the hazard is still there, report it.");

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        var rider = scope.RiderId!.Value;
        if (await FindAsync(db, request.Number, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (found.ReporterId == rider)
        {
            return OwnReport.ToProblem();
        }

        if (!found.Open && !await db.CaseJoins.AnyAsync(j => j.CaseId == found.Id && j.RiderId == rider, ct))
        {
            return AlreadyClosed.ToProblem();
        }

        await db.Database.ExecuteSqlAsync($"""
            insert into case_joins (case_id, rider_id, joined_at) values ({found.Id}, {rider}, {time.Now()})
            on conflict do nothing
            """, ct);
        return TypedResults.Ok(new Answer(found.Number, await RidersAsync(db, found, ct)));
    }

    /// <summary>Leaving what one has not joined changes nothing.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> LeaveAsync(
        string number, Scope scope, GrievancesDb db, CancellationToken ct)
    {
        if (await FindAsync(db, number, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        await db.CaseJoins.Where(j => j.CaseId == found.Id && j.RiderId == scope.RiderId && j.FromCase == null)
            .ExecuteDeleteAsync(ct);
        return TypedResults.NoContent();
    }

    private static Task<CaseRow?> FindAsync(GrievancesDb db, string? number, CancellationToken ct) =>
        db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number && c.Kind == CaseKind.Clue, ct);

    private static async Task<int> RidersAsync(GrievancesDb db, CaseRow found, CancellationToken ct) =>
        await db.CaseJoins.CountAsync(j => j.CaseId == found.Id, ct) + (found.ReporterId is null ? 0 : 1);
}

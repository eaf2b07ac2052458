using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// What a rider is told, the newest first: the turns of the rider's own cases, and of those joined since they were
/// joined. It is read from the steps themselves, so that nobody is told twice and nobody is forgotten, and a step pays
/// nothing for it.
/// </summary>
public static class RiderNews
{
    /// <param name="CaseId">Of the rider's own case; null for one that was joined.</param>
    public sealed record Item(
        string Number, Guid? CaseId, Wording CategoryName, string Kind, Wording Text, DateTimeOffset OccurredAt);

    public static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Paging paging, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var rider = scope.RiderId;
        var told = db.CaseEvents.FromSql($"""
            select e.* from case_events e
            join (select id, null::timestamptz as since from cases where reporter_id = {rider}
                union all select case_id, joined_at from case_joins where rider_id = {rider}) mine
                on mine.id = e.case_id
            where e.kind = any({JoinedNews.Kinds}) and (mine.since is null or e.occurred_at >= mine.since)
            """).AsNoTracking().Join(db.Cases, e => e.CaseId, c => c.Id, (e, c) => new { Event = e, Case = c })
            .OrderByDescending(x => x.Event.OccurredAt).ThenBy(x => x.Event.CaseId)
            .ThenByDescending(x => x.Event.Version);
        var page = await paging.OfAsync(told, ct);
        var into = await NumbersAsync(db, [.. page.Items.Select(x => x.Event)], ct);
        return TypedResults.Ok(page.Select(x => new Item(
            x.Case.Number, x.Case.ReporterId == rider ? x.Case.Id : null,
            CategoryNames.Of(x.Case.Category, snapshot.Categories), x.Event.Kind,
            JoinedNews.TextOf(x.Event, snapshot, into(x.Event), x.Case.ReporterId == rider),
            x.Event.OccurredAt)));
    }

    /// <summary>The numbers of the cases that merges went to.</summary>
    internal static async Task<Func<CaseEventRow, string?>> NumbersAsync(
        GrievancesDb db, IReadOnlyList<CaseEventRow> events, CancellationToken ct)
    {
        var targets = events.Select(JoinedNews.IntoOf).OfType<Guid>().ToList();
        var numbers = targets.Count == 0 ? []
            : await db.Cases.Where(c => targets.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, ct);
        return e => JoinedNews.IntoOf(e) is { } target ? numbers.GetValueOrDefault(target) : null;
    }
}

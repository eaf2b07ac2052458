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
/// What became of the clues that a rider joined, or that the rider's own were merged into, newest first: no text and no
/// photo, because those are the first reporter's.
/// </summary>
public static class ListJoinedClues
{
    /// <param name="Merged">The rider reported it, too, and the two were merged.</param>
    public sealed record Item(
        string Number, Wording CategoryName, string? RegionName, Wording Status, bool Closed, bool Merged, int Riders,
        DateTimeOffset ReportedAt, DateTimeOffset JoinedAt);

    public static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Paging paging, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var page = await paging.OfAsync(
            OfRider(db, scope).OrderByDescending(x => x.Join.JoinedAt).ThenBy(x => x.Join.CaseId), ct);
        return TypedResults.Ok(page.Select(x => Of(x, snapshot)));
    }

    /// <summary>The caller's joined cases, each with how many have joined it.</summary>
    internal static IQueryable<JoinedCase> OfRider(GrievancesDb db, Scope scope) =>
        db.CaseJoins.AsNoTracking().Where(j => j.RiderId == scope.RiderId).Select(j => new JoinedCase
        {
            Join = j,
            Case = db.Cases.Single(c => c.Id == j.CaseId),
            Joined = db.CaseJoins.Count(o => o.CaseId == j.CaseId),
        });

    internal static Item Of(JoinedCase x, RoutingSnapshot snapshot) => new(
        x.Case.Number, CategoryNames.Of(x.Case.Category, snapshot.Categories),
        snapshot.Regions.NameOf(x.Case.RegionCode), StatusWords.Of(x.Case.Status), !x.Case.Open,
        x.Join.FromCase is not null, x.Joined + (x.Case.ReporterId is null ? 0 : 1), x.Case.ReportedAt,
        x.Join.JoinedAt);

    internal sealed class JoinedCase
    {
        public required CaseJoinRow Join { get; init; }

        public required CaseRow Case { get; init; }

        public required int Joined { get; init; }
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Routing;

/// <summary>
/// A duty before it is given: which of the latest cases of its matter and place would have gone elsewhere.
/// </summary>
public static class PreviewDuty
{
    private const int Latest = 100;

    /// <param name="OrganisationId">Null: a duty is withdrawn, and nothing stands instead.</param>
    /// <param name="Replaces">The duty that is changed or withdrawn.</param>
    public sealed record Request(
        Guid? OrganisationId, string? Category, string? RegionCode, int? Priority, DateOnly? ValidFrom, Guid? Replaces,
        Severity? MinLevel = null, DeadlineClass? DeadlineClass = null);

    /// <param name="ToClass">How long the unit would have had, by its duty; null: by severity and category.</param>
    public sealed record Moved(
        Guid Id, string Number, string Category, DateTimeOffset ReportedAt, TakeStep.UnitRef? From,
        TakeStep.UnitRef? To, DeadlineClass? FromClass, DeadlineClass? ToClass);

    /// <param name="Examined">How many cases were looked at: the latest of the matter and place, a hundred at
    /// most.</param>
    /// <param name="Elsewhere">How many of them would have gone to another unit.</param>
    /// <param name="OtherDeadline">How many would have stayed, with another deadline.</param>
    /// <param name="Cases">Both; empty for whom cases are no business of.</param>
    public sealed record Answer(int Examined, int Elsewhere, int OtherDeadline, IReadOnlyList<Moved> Cases);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (matter, region) = (request.Category?.Trim() ?? "", request.RegionCode ?? "");
        var unit = request.OrganisationId is { } id ? snapshot.Units.GetValueOrDefault(id) : null;
        var invalid = new Invalid()
            .When(matter != Duty.Everything && !snapshot.Categories.Keys.Any(c => IsOf(c, matter)), "category",
                "没有这个类别。", "There is no such category.")
            .When(!snapshot.Regions.IsKnown(region), "regionCode", "没有这个区划代码。", "No region has this code.")
            .When(request.MinLevel is { } level && !Enum.IsDefined(level), "minLevel", "没有这个级别。", "No such level.")
            .When(request.DeadlineClass is { } terms && !Enum.IsDefined(terms), "deadlineClass",
                "没有这种时限类别。", "No such class.")
            .When(request.OrganisationId is not null && unit is not { Active: true }, "organisationId",
                "没有这个单位，或已撤销。", "There is no such unit, or it was dissolved.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (!scope.Covers(region, null, SimulationRoutes.Who))
        {
            return Refusal.NotFound.ToProblem();
        }

        var day = ChinaTime.DayOf(time.Now());
        day = request.ValidFrom is { } from && from > day ? from : day;
        var standing = snapshot.DutiesOn(day, DirectoryDuty.Leads).ToList();
        var draft = unit is null ? Array.Empty<Duty>()
            : [new Duty(Guid.CreateVersion7(), unit.Id, matter, region, request.Priority ?? 10)
            {
                MinLevel = request.MinLevel ?? Severity.Minor, DeadlineClass = request.DeadlineClass,
            }];
        List<Duty> after = [.. standing.Where(d => d.Id != request.Replaces), .. draft];
        var cases = await LatestAsync(db, matter, region, ct);
        var moved = cases.Select(c => (Case: c, Routes: Routes(snapshot, c, standing, after)))
            .Where(x => x.Routes.Before != x.Routes.After)
            .Select(x => new Moved(x.Case.Id, x.Case.Number, x.Case.Category, x.Case.ReportedAt,
                x.Routes.Before.Unit is { } a ? SimulateRouting.UnitOf(snapshot, a) : null,
                x.Routes.After.Unit is { } b ? SimulateRouting.UnitOf(snapshot, b) : null,
                x.Routes.Before.Class, x.Routes.After.Class)).ToList();
        var elsewhere = moved.Count(m => m.From != m.To);
        return TypedResults.Ok(new Answer(cases.Count, elsewhere, moved.Count - elsewhere,
            scope.Covers(region, null, CaseAccess.Readers) ? moved : []));
    }

    private static (Route Before, Route After) Routes(
        RoutingSnapshot snapshot, CaseRow row, List<Duty> before, List<Duty> after) =>
        (Route.Of(snapshot.Decide(row.Category, row.RegionCode, before, row.Severity)),
            Route.Of(snapshot.Decide(row.Category, row.RegionCode, after, row.Severity)));

    private readonly record struct Route(Guid? Unit, DeadlineClass? Class)
    {
        public static Route Of(RoutingDecision decision) => new(
            decision.UnitId, decision.DeadlineClass is DeadlineClass.General ? null : decision.DeadlineClass);
    }

    private static bool IsOf(string category, string matter) =>
        category == matter || category.StartsWith(matter + ".", StringComparison.Ordinal);

    private static Task<List<CaseRow>> LatestAsync(
        GrievancesDb db, string matter, string region, CancellationToken ct)
    {
        var below = matter + ".";
        return db.Cases.AsNoTracking()
            .Where(c => c.RegionCode.StartsWith(region)
                && (matter == Duty.Everything || c.Category == matter || c.Category.StartsWith(below)))
            .OrderByDescending(c => c.ReportedAt).ThenBy(c => c.Id).Take(Latest).ToListAsync(ct);
    }
}

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
        Guid? OrganisationId, string? Category, string? RegionCode, int? Priority, DateOnly? ValidFrom, Guid? Replaces);

    public sealed record Moved(
        Guid Id, string Number, string Category, DateTimeOffset ReportedAt, TakeStep.UnitRef? From,
        TakeStep.UnitRef? To);

    /// <param name="Examined">How many cases were looked at: the latest of the matter and place, a hundred at
    /// most.</param>
    /// <param name="Elsewhere">How many of them would have gone to another unit.</param>
    /// <param name="Cases">Those; empty for whom cases are no business of.</param>
    public sealed record Answer(int Examined, int Elsewhere, IReadOnlyList<Moved> Cases);

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
            : [new Duty(Guid.CreateVersion7(), unit.Id, matter, region, request.Priority ?? 10)];
        List<Duty> after = [.. standing.Where(d => d.Id != request.Replaces), .. draft];
        var cases = await LatestAsync(db, matter, region, ct);
        var moved = cases.Select(c => (Case: c, Routes: Routes(snapshot, c, standing, after)))
            .Where(x => x.Routes.Before != x.Routes.After)
            .Select(x => new Moved(x.Case.Id, x.Case.Number, x.Case.Category, x.Case.ReportedAt,
                x.Routes.Before is { } a ? SimulateRouting.UnitOf(snapshot, a) : null,
                x.Routes.After is { } b ? SimulateRouting.UnitOf(snapshot, b) : null)).ToList();
        return TypedResults.Ok(new Answer(cases.Count, moved.Count,
            scope.Covers(region, null, CaseAccess.Readers) ? moved : []));
    }

    private static (Guid? Before, Guid? After) Routes(
        RoutingSnapshot snapshot, CaseRow row, List<Duty> before, List<Duty> after) =>
        (snapshot.Decide(row.Category, row.RegionCode, before).UnitId,
            snapshot.Decide(row.Category, row.RegionCode, after).UnitId);

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

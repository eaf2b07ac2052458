using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Routing;

/// <summary>
/// Who would get a matter at a place at an instant, by the code that routes real cases, and when it would be due.
/// </summary>
public static class SimulateRouting
{
    /// <summary>Beyond, nobody knows the duties.</summary>
    private const int FarthestDays = 366;

    /// <param name="Region">Code; not needed where a position says it.</param>
    /// <param name="Severity">As the category says unless said: what a dispatcher finds may be graver.</param>
    /// <param name="At">Now unless said; from today on, because withdrawn duties are not looked at.</param>
    public sealed record Query(
        string? Category, string? Region, double? Longitude, double? Latitude, DateTimeOffset? At,
        string? Severity = null);

    /// <param name="Reason">A code of <see cref="Candidate.Reason"/>.</param>
    public sealed record Choice(
        TakeStep.UnitRef Unit, Guid DutyId, string Matter, Wording MatterName, ExplainRouting.Place Region,
        int Priority, string Reason, Wording Why, Severity? MinLevel, DeadlineClass? DeadlineClass);

    /// <param name="LocatedBy"><c>Boundary</c>, <c>NearestStreet</c> or <c>Named</c>.</param>
    /// <param name="Unit">Null: a dispatcher must decide.</param>
    /// <param name="Candidates">Everyone who answers for it, the chosen one first.</param>
    /// <param name="CoHandlers">Who helps by duty; they are asked by the dispatcher.</param>
    /// <param name="DeadlineClass">Of the unit's duty; null: by severity and category.</param>
    /// <param name="ProvisionalYears">Years until then that nobody has announced.</param>
    public sealed record Answer(
        string Category, Wording CategoryName, ExplainRouting.Place Region, string LocatedBy, DateTimeOffset At,
        TakeStep.UnitRef? Unit, string Rule, Wording Why, IReadOnlyList<Choice> Candidates,
        IReadOnlyList<Choice> CoHandlers, DateTimeOffset UnitDueAt, DateTimeOffset RiderDueAt,
        IReadOnlyList<int> ProvisionalYears, Severity Severity, DeadlineClass? DeadlineClass);

    public static Results<Ok<Answer>, ProblemHttpResult> Handle(
        [AsParameters] Query query, Scope scope, DirectoryCopy directory, ClockLimits limits, TimeProvider time)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (now, category) = (time.Now(), snapshot.Categories.GetValueOrDefault(query.Category ?? ""));
        var (at, position) = (query.At ?? now, default(Position?));
        if (query is { Longitude: { } x, Latitude: { } y })
        {
            position = new Position(x, y);
        }

        var invalid = new Invalid()
            .When(category is null or { Group: true }, "category", "没有这个类别。", "There is no such category.")
            .When(query.Longitude is null != query.Latitude is null || query.Longitude is < -180 or > 180 or double.NaN
                || query.Latitude is < -90 or > 90 or double.NaN, "position", "经纬度有误。", "No such position.")
            .When(!string.IsNullOrEmpty(query.Region) && !snapshot.Regions.IsKnown(query.Region), "region",
                "没有这个区划代码。", "No region has this code.")
            .When(!string.IsNullOrEmpty(query.Severity) && !Enum.IsDefined(LevelOf(query.Severity)), "severity",
                "级别为 Minor、Ordinary 或 Major。", "Minor, Ordinary or Major.")
            .When(at < ChinaTime.StartOf(ChinaTime.DayOf(now)) || at > now.AddDays(FarthestDays), "at",
                "时间从今天起，最远一年。", "From today on, a year ahead at most.");
        var found = invalid.Any ? null
            : snapshot.Regions.Find(position, string.IsNullOrEmpty(query.Region) ? null : query.Region);
        if (found is null)
        {
            return (invalid.Any ? invalid : invalid.Add("region", "请选择区域或给出位置。", "Name the region, or a position."))
                .ToProblem();
        }

        return scope.Covers(found.Code, null, SimulationRoutes.Who)
            ? TypedResults.Ok(Of(snapshot, string.IsNullOrEmpty(query.Severity) ? category!
                : category! with { Severity = LevelOf(query.Severity) }, found, limits, at))
            : Refusal.NotFound.ToProblem();
    }

    /// <summary>A number is no name of a level.</summary>
    private static Severity LevelOf(string text) =>
        Enum.TryParse<Severity>(text, out var level) && level.ToString() == text ? level : default;

    private static Answer Of(
        RoutingSnapshot snapshot, Category category, FoundRegion region, ClockLimits limits, DateTimeOffset at)
    {
        var day = ChinaTime.DayOf(at);
        var decision = snapshot.Decide(
            category.Code, region.Code, snapshot.DutiesOn(day, DirectoryDuty.Leads), category.Severity);
        var helpers = RoutingPolicy.Choose(
            category.Code, region.Code, snapshot.DutiesOn(day, "CoHandler"), category.Severity);
        var limit = limits.For(category.Severity, category.Code, decision.DeadlineClass);
        var dues = FirstDues.Of(limit, snapshot.Calendar, at, decision.UnitId);
        return new(
            category.Code, new(category.NameZh, category.NameEn), PlaceOf(snapshot, region.Code), region.LocatedBy, at,
            decision.UnitId is { } unit ? UnitOf(snapshot, unit)
                : null, decision.Rule, RoutingWords.Rule(decision.Rule),
            [.. decision.Candidates.Select(c => ChoiceOf(snapshot, c))],
            [.. helpers.Candidates
                .Where(c => c.UnitId != decision.UnitId && c.Reason != Candidate.BelowLevel)
                    .Select(c => ChoiceOf(snapshot, c))],
            dues.Response, dues.Rider,
            [.. snapshot.Calendar.Provisional(limit.UnitMode, at, dues.Response)
                .Union(snapshot.Calendar.Provisional(limit.RiderMode, at, dues.Rider))],
            category.Severity, decision.DeadlineClass);
    }

    private static Choice ChoiceOf(RoutingSnapshot snapshot, Candidate c) => new(
        UnitOf(snapshot, c.UnitId), c.DutyId, c.Category, CategoryNames.Of(c.Category, snapshot.Categories),
        PlaceOf(snapshot, c.Region), c.Priority, c.Reason, RoutingWords.Reason(c.Reason),
        c.MinLevel, c.DeadlineClass);

    internal static TakeStep.UnitRef UnitOf(RoutingSnapshot snapshot, Guid id) =>
        new(id, snapshot.Units.GetValueOrDefault(id)?.Name ?? "");

    private static ExplainRouting.Place PlaceOf(RoutingSnapshot snapshot, string code) =>
        new(code, snapshot.Regions.OwnNameOf(code));
}

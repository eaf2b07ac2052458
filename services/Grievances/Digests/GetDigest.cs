using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Statistics;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Digests;

/// <summary>
/// One week of a region or unit: collected by the day, summed by the week, each number with its list.
/// </summary>
public static class GetDigest
{
    /// <param name="List">The address of what is counted.</param>
    public sealed record Number(int Count, string List);

    public sealed record Figure(DigestFigure Key, Wording Name, Number Number);

    public sealed record Day(DateOnly Date, IReadOnlyList<Figure> Figures);

    /// <param name="Before">In the week before.</param>
    public sealed record Topic(string Category, Wording Name, Number Number, int Before, int Change);

    /// <param name="Final">False: the week runs, and these are its numbers so far.</param>
    /// <param name="Next">Null: that week has not begun.</param>
    /// <param name="Open">At the week's end; of a running week, now.</param>
    public sealed record Answer(
        string? Region, string? RegionName, TakeStep.UnitRef? Organisation, string Week, string Previous, string? Next,
        DateTimeOffset From, DateTimeOffset To, DateTimeOffset At, bool Final, IReadOnlyList<Figure> Total,
        Number Open, Number Overdue, IReadOnlyList<Topic> ByCategory, IReadOnlyList<Day> Days);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, string? organisation, string? week, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (read, now) = (new QueryReader(), time.Now());
        var (place, unit) = DigestAccess.Read(read, region, organisation);
        var of = WeekReader.Read(read, week) ?? IsoWeek.Of(now);
        read.Invalid.When(of.Start > now, "week", "这一周还没有开始。", "That week has not begun.");
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        if (DigestAccess.Of(scope, snapshot, place, unit) is not { } subject)
        {
            return Refusal.NotFound.ToProblem();
        }

        return TypedResults.Ok(View(
            subject, of, await WeekNumbers.ReadAsync(db, subject, of, now, ct), snapshot, now));
    }

    private static Answer View(
        DigestSubject subject, IsoWeek week, WeekNumbers numbers, RoutingSnapshot snapshot, DateTimeOffset now)
    {
        var moment = WeekNumbers.MomentOf(week, now);
        var about = new ListQuery([]).With("region", subject.Region).With("organisation", subject.Unit?.ToString());
        var cases = new ListQuery([]).With("region", subject.Region).With("unit", subject.Unit?.ToString())
            .With("at", moment);
        string Entries(DigestFigure figure, DateTimeOffset from, DateTimeOffset to, string? category = null) =>
            "/api/v1/digests/entries?" + about.With("figure", figure.ToString()).With("category", category)
                .With("from", from).With("to", to);
        Figure Of(DigestFigure figure, int count, DateTimeOffset from, DateTimeOffset to) =>
            new(figure, DigestWords.Of(figure, subject), new(count, Entries(figure, from, to)));
        var figures = Enum.GetValues<DigestFigure>();
        return new(
            subject.Region, subject.Region is { } region ? snapshot.Regions.OwnNameOf(region) : null,
            subject.Unit is { } unit ? ProjectView.UnitOf(unit, snapshot) : null, week.ToString(),
            week.Plus(-1).ToString(), week.End <= now ? week.Plus(1).ToString() : null, week.Start, week.End, moment,
            week.End <= now, [.. figures.Select(f => Of(f, numbers.Of(f), week.Start, week.End))],
            new(numbers.Open, "/api/v1/cases?" + cases.With("figure", nameof(CaseFigure.Open))),
            new(numbers.Overdue, "/api/v1/cases?" + cases.With("overdue", "true")),
            [.. numbers.Topics.Select(t => new Topic(
                t.Category, CategoryNames.Of(t.Category, snapshot.Categories),
                new(t.Count, Entries(DigestFigure.New, week.Start, week.End, t.Category)), t.Before,
                t.Count - t.Before))],
            [.. numbers.Days.Select(d => new Day(d.Date, [.. figures.Select(f => Of(
                f, d.Counts[(int)f], ChinaTime.StartOf(d.Date), ChinaTime.StartOf(d.Date.AddDays(1))))]))]);
    }
}

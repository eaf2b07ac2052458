using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Statistics;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;

namespace RiderPlatform.Grievances.Open;

/// <summary>
/// The figures for the public: the last 30 days of a region. A row of fewer than five cases is left out of every
/// breakdown, so that nobody is recognised by being few; the total of a region with fewer is left out too.
/// </summary>
public static class OpenFigures
{
    private const int Days = 30;
    private const int Fewest = 5;
    private static readonly int[] Levels = [2, 4, 6, 9, 12];

    public sealed record Rate(int Numerator, int Denominator, int Excluded);

    public sealed record Figures(
        int Registered, int Open, int Closed, Rate Response, Rate OnTime, Rate Resolution, Rate Satisfaction);

    public sealed record Row(string Key, Wording? Name, Figures Figures);

    /// <param name="From">The beginning of the 30 days, in China.</param>
    /// <param name="At">The time of the data.</param>
    /// <param name="Total">Null: fewer than five cases.</param>
    public sealed record Answer(
        string Region, string? RegionName, DateTimeOffset From, DateTimeOffset At, Figures? Total,
        IReadOnlyList<Row> ByRegion, IReadOnlyList<Row> ByCategory, IReadOnlyList<Row> ByDay);

    public static async Task<Results<TaggedJson<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, SharedAnswers answers, DirectoryCopy directory, TimeProvider time)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var place = read.Region(region, "region") ?? "";
        read.Invalid.When(place.Length > 0 && !Levels.Contains(place.Length), "region",
            "区划代码为 2、4、6、9 或 12 位。", "A region code of 2, 4, 6, 9 or 12 digits.");
        return read.Invalid.Any
            ? read.Invalid.ToProblem()
            : await answers.GetAsync(place, services => ReadAsync(
                services.GetRequiredService<GrievancesDb>(), place, snapshot, time.Now()));
    }

    private static async Task<Answer> ReadAsync(
        GrievancesDb db, string place, RoutingSnapshot snapshot, DateTimeOffset now)
    {
        var from = ChinaTime.StartOf(ChinaTime.DayOf(now).AddDays(1 - Days));
        var tallies = await new FigureReader(new CaseFigures(db, now), from, now).ReadAsync(
            at => (at is { } moment ? db.CasesAt(moment) : db.Cases.AsNoTracking()).Where(c =>
                c.RegionCode.StartsWith(place) && c.ReportedAt >= from && c.ReportedAt <= now),
            null, Levels.FirstOrDefault(l => l > place.Length, 20), Period.Day, CancellationToken.None);
        return new Answer(
            place, snapshot.Regions.OwnNameOf(place), from, now, IsEnough(tallies.Total) ? Of(tallies.Total) : null,
            Rows(tallies.ByRegion, k => snapshot.Regions.OwnNameOf(k) is { } name ? new(name, name) : null),
            Rows(tallies.ByCategory, k => CategoryNames.Of(k, snapshot.Categories)),
            Rows(tallies.ByPeriod.ToDictionary(p => Periods.KeyOf(Period.Day, p.Key), p => p.Value), _ => null));
    }

    private static bool IsEnough(Tally tally) => tally[CaseFigure.Registered] >= Fewest;

    private static IReadOnlyList<Row> Rows(
        IEnumerable<KeyValuePair<string, Tally>> tallies, Func<string, Wording?> name) =>
        [.. tallies.Where(t => IsEnough(t.Value)).Select(t => new Row(t.Key, name(t.Key), Of(t.Value)))];

    private static Figures Of(Tally tally)
    {
        Rate Rate(string name)
        {
            var rate = CaseRate.All.Single(r => r.Name == name);
            return new(tally[rate.Numerator], tally[rate.Denominator], tally[rate.Excluded]);
        }

        return new(
            tally[CaseFigure.Registered], tally[CaseFigure.Open], tally[CaseFigure.Closed], Rate("response"),
            Rate("onTime"), Rate("resolution"), Rate("satisfaction"));
    }
}

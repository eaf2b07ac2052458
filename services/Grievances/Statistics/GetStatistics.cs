using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>
/// What a district is judged by, under the caller's scope, as of any moment: always numerator, denominator and
/// exclusions, and every number with the list of its cases.
/// </summary>
public static class GetStatistics
{
    private const int DefaultDays = 30;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);
    private static readonly int[] Levels = [2, 4, 6, 9, 12];

    /// <param name="Key">A region code, a category group or a day in China.</param>
    public sealed record Row(string Key, Wording? Name, FigureView Figures);

    /// <param name="From">Reported at this moment or later; 30 days back unless asked otherwise.</param>
    /// <param name="To">Reported before it.</param>
    /// <param name="At">The moment that everything is counted as of.</param>
    public sealed record Answer(
        string Region, string? RegionName, DateTimeOffset From, DateTimeOffset To, DateTimeOffset At, FigureView Total,
        IReadOnlyList<Row> ByRegion, IReadOnlyList<Row> ByCategory, IReadOnlyList<Row> ByDay);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, string? from, string? to, string? at, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (read, now) = (new QueryReader(), time.Now());
        var moment = read.Past(at, "at", now) ?? now;
        var until = read.Moment(to, "to") ?? moment.AddTicks(TimeSpan.TicksPerMicrosecond);
        var since = read.Moment(from, "from") ?? ChinaTime.StartOf(ChinaTime.DayOf(until).AddDays(1 - DefaultDays));
        var place = read.Region(region, "region") ?? Home(scope);
        read.Invalid.When(until <= since || until - since > Longest, "from",
            "时间段须为正，且不超过 366 天。", "From before to, and at most 366 days.");
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var question = new CaseQuestion { Region = place, From = since, To = until, At = moment, Now = now };
        var digits = Levels.FirstOrDefault(l => l > place.Length, 20);
        var tallies = await new FigureReader(db, new CaseFigures(moment))
            .ReadAsync(question.Of(db, scope), digits, ct);
        var list = new ListQuery([]).With("region", place).With("from", since).With("to", until).With("at", moment);
        return TypedResults.Ok(new Answer(
            place, snapshot.Regions.OwnNameOf(place), since, until, moment, FigureView.Of(tallies.Total, list),
            [.. tallies.ByRegion.Select(t => new Row(t.Key, NameOf(t.Key, snapshot), FigureView.Of(
                t, Within(list, t.Key, digits))))],
            [.. tallies.ByCategory.Select(t => new Row(
                t.Key, CategoryNames.Of(t.Key, snapshot.Categories), FigureView.Of(t, list.With("category", t.Key))))],
            [.. tallies.ByDay.Select(t => new Row(t.Key, null, FigureView.Of(t, OfDay(list, t.Key, since, until))))]));
    }

    /// <summary>The narrowest region that holds everything the caller reads.</summary>
    private static string Home(Scope scope) => scope.Of(CaseAccess.Readers).Select(g => g.Region)
        .Aggregate((string?)null, (home, next) => home is null ? next
            : home[..home.Zip(next).TakeWhile(x => x.First == x.Second).Count()]) ?? "";

    /// <summary>A code shorter than its neighbours' stands for cases of just that region.</summary>
    private static ListQuery Within(ListQuery list, string code, int digits) =>
        code.Length < digits ? list.With("region", code).With("own", "true") : list.With("region", code);

    private static Wording? NameOf(string code, RoutingSnapshot snapshot) =>
        snapshot.Regions.OwnNameOf(code) is { } name ? new Wording(name, name) : null;

    private static ListQuery OfDay(ListQuery list, string key, DateTimeOffset since, DateTimeOffset until)
    {
        var day = DateOnly.ParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (start, end) = (ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
        return list.With("from", start > since ? start : since).With("to", end < until ? end : until);
    }
}

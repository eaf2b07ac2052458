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
/// exclusions, and every number with the list of its cases; as JSON, or as a file for a spreadsheet.
/// </summary>
public static class GetStatistics
{
    private const string Csv = "text/csv";

    private enum Format
    {
        Json,
        Csv,
    }

    /// <param name="Key">A region code, a category group, a unit's id (<c>none</c>: no unit), or a period.</param>
    /// <param name="Change">Of a period: against the period before it; null for the first, and elsewhere.</param>
    public sealed record Row(string Key, Wording? Name, FigureView Figures, ChangeView? Change = null);

    /// <param name="From">Reported at this moment or later; 30 days back unless asked otherwise.</param>
    /// <param name="To">Reported before it.</param>
    /// <param name="At">The moment that everything is counted as of.</param>
    /// <param name="Period">
    /// Which of ByDay, ByWeek and ByMonth is filled: as asked (<c>by</c>), else by the length of the interval (up to
    /// 31 days by day, up to 26 weeks by week, beyond that by month). Periods without a case are left out.
    /// </param>
    /// <param name="ByUnit">By the unit that answers for the case at the moment.</param>
    public sealed record Answer(
        string Region, string? RegionName, DateTimeOffset From, DateTimeOffset To, DateTimeOffset At, Period Period,
        FigureView Total, IReadOnlyList<Row> ByRegion, IReadOnlyList<Row> ByUnit, IReadOnlyList<Row> ByCategory,
        IReadOnlyList<Row> ByDay, IReadOnlyList<Row> ByWeek, IReadOnlyList<Row> ByMonth);

    /// <param name="by">day, week or month.</param>
    /// <param name="format">json or csv; without it, csv where <c>Accept</c> says text/csv.</param>
    public static async Task<Results<Ok<Answer>, FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        string? region, string? from, string? to, string? at, string? by, string? format, HttpRequest http,
        Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var question = FigureQuestion.Read(read, (region, from, to, at), scope, time.Now());
        var period = read.Enum<Period>(by, "by", ignoreCase: true) ?? Periods.For(question.To - question.From);
        var wanted = read.Enum<Format>(format, "format", ignoreCase: true)
            ?? (http.GetTypedHeaders().Accept.Any(a => a.MediaType == Csv) ? Format.Csv : Format.Json);
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var reader = new FigureReader(new CaseFigures(db, question.Moment), question.From, question.To);
        var tallies = await reader.ReadAsync(
            moment => question.CasesOf(db, scope, moment), question.At, question.RegionDigits, period, ct);
        var answer = new StatisticsRows(question, period, tallies, snapshot).Answer();
        return wanted == Format.Json ? TypedResults.Ok(answer)
            : TypedResults.File(StatisticsCsv.Of(answer), $"{Csv}; charset=utf-8", StatisticsCsv.FileName(answer));
    }
}

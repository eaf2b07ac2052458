using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Demand;

/// <summary>Where people looked for a station and found none that fitted, the most asked for first.</summary>
internal static class ListUnmetSearches
{
    private const int MaxDays = 366;
    private const int UsualDays = 30;

    public static readonly string[] Readers =
        [Roles.Secretary, Roles.Administrator, Roles.Supervisor, Roles.Leader, Roles.Operations];

    /// <param name="Longitude">WGS-84; the middle of a square of 200 m.</param>
    /// <param name="RegionCode">Of the station nearest to it.</param>
    /// <param name="Service">Null when none was asked for.</param>
    public sealed record Item(
        double Longitude, double Latitude, string RegionCode, string? Service, string? Kind, bool OpenAsked, int Times);

    /// <param name="region">Region prefix.</param>
    /// <param name="from">The first date in China; thirty days before <paramref name="to"/> unless said.</param>
    /// <param name="to">The last; today unless said.</param>
    public static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        string? region, DateOnly? from, DateOnly? to, [AsParameters] Paging paging, Scope scope, StationsDb db,
        TimeProvider time, CancellationToken ct)
    {
        var last = to ?? ChinaDate.Of(time.GetUtcNow());
        var first = from ?? DateOnly.FromDayNumber(Math.Max(0, last.DayNumber - UsualDays + 1));
        var invalid = new Invalid()
            .When(!Questions.IsPrefix(region), "region", "区划代码最多 12 位数字。", "At most 12 digits.")
            .When(
                first > last || last.DayNumber - first.DayNumber >= MaxDays, "from", $"起始不晚于结束，最多 {MaxDays} 天。",
                $"Not after the last date, and at most {MaxDays} days.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var prefix = region ?? "";
        var searches = db.Set<UnmetSearch>().AsNoTracking()
            .Where(scope.Covers<UnmetSearch>(s => s.RegionCode, s => null, Readers))
            .Where(s => s.Day >= first && s.Day <= last && s.RegionCode.StartsWith(prefix))
            .GroupBy(s => new { s.Longitude, s.Latitude, s.RegionCode, s.Service, s.Kind, s.OpenAsked })
            .Select(g => new { g.Key, Times = g.Sum(s => s.Times) })
            .OrderByDescending(g => g.Times).ThenBy(g => g.Key.Longitude).ThenBy(g => g.Key.Latitude)
            .ThenBy(g => g.Key.Service).ThenBy(g => g.Key.Kind).ThenBy(g => g.Key.OpenAsked);
        var page = await paging.OfAsync(searches, ct);
        return TypedResults.Ok(page.Select(g => new Item(
            g.Key.Longitude, g.Key.Latitude, g.Key.RegionCode, g.Key.Service.Length == 0 ? null : g.Key.Service,
            g.Key.Kind.Length == 0 ? null : g.Key.Kind, g.Key.OpenAsked, g.Times)));
    }
}

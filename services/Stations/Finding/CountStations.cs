using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;
using RiderPlatform.Stations.CheckIns;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Finding;

/// <summary>
/// Open figures of a region and of the regions just below it: stations from memory, check-ins from the days' counters.
/// Stations are those active now; whether they are open is reckoned for the moment asked for.
/// </summary>
internal static class CountStations
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly int[] Levels = [2, 4, 6, 9, 12];
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="Name">Null where the directory has not told it.</param>
    /// <param name="CheckIns">Of the whole day.</param>
    public sealed record Figures(string RegionCode, string? Name, int Stations, int Open, int CheckIns);

    /// <param name="RegionCode">Empty for everything.</param>
    /// <param name="At">The moment for which <paramref name="Open"/> holds, to the second.</param>
    /// <param name="Date">Its date in China, for which <paramref name="CheckIns"/> holds.</param>
    /// <param name="Children">The regions one level below that have a station or a check-in.</param>
    public sealed record Answer(
        string RegionCode, string? Name, DateTimeOffset At, DateOnly Date, int Stations, int Open, int CheckIns,
        IReadOnlyList<Figures> Children);

    public static async Task<Results<TaggedJson<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, DateTimeOffset? at, StationSnapshot snapshot, StationsDb db, TimeProvider time,
        CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(!Questions.IsPrefix(region), "region", "区划代码最多 12 位数字。", "At most 12 digits.")
            .When(at < Earliest || at > Earliest.AddYears(100), "at", "时间须在 2000 至 2099 年之间。", "From 2000 to 2099.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (snapshot.Stations is not { } stations)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var moment = at ?? ToTenSeconds(time.GetUtcNow());
        var day = ChinaDate.Of(moment);
        var prefix = region ?? "";
        var instant = HoursMoment.Of(moment, PublicHolidays.Announced);
        var states = stations.Items.Where(f => f.Station.RegionCode.StartsWith(prefix, StringComparison.Ordinal))
            .Select(f => (f.Station.RegionCode, OpenNow: f.Hours.IsOpen(instant))).ToList();
        var visits = await db.Set<CheckInDay>().Where(d => d.Day == day && d.RegionCode.StartsWith(prefix))
            .GroupBy(d => d.RegionCode).Select(g => new { Region = g.Key, Count = g.Sum(d => d.Count) })
            .ToDictionaryAsync(v => v.Region, v => v.Count, ct);
        var children = Children(prefix, states, visits);
        var names = await NamesAsync(db, [prefix, .. children.Select(c => c.RegionCode)], ct);
        return new TaggedJson<Answer>(new Answer(
            prefix, names.GetValueOrDefault(prefix), moment, day, states.Count, states.Count(s => s.OpenNow),
            visits.Values.Sum(), [.. children.Select(c => c with { Name = names.GetValueOrDefault(c.RegionCode) })]),
            Fresh);
    }

    /// <summary>Asked again within ten seconds the answer is the same to the letter, and 304 says so.</summary>
    private static DateTimeOffset ToTenSeconds(DateTimeOffset now) =>
        new(now.Ticks - (now.Ticks % TimeSpan.FromSeconds(10).Ticks), now.Offset);

    private static List<Figures> Children(
        string prefix, List<(string Region, bool Open)> states, Dictionary<string, int> visits)
    {
        var level = Levels.FirstOrDefault(l => l > prefix.Length, Levels[^1]);
        string Child(string code) => code.Length > level ? code[..level] : code;
        var stations = states.GroupBy(s => Child(s.Region)).ToDictionary(g => g.Key, g => g.ToList());
        var counts = visits.GroupBy(v => Child(v.Key)).ToDictionary(g => g.Key, g => g.Sum(v => v.Value));
        return [.. stations.Keys.Union(counts.Keys).Order(StringComparer.Ordinal).Select(code =>
        {
            var here = stations.GetValueOrDefault(code) ?? [];
            return new Figures(code, null, here.Count, here.Count(s => s.Open), counts.GetValueOrDefault(code));
        })];
    }

    private static Task<Dictionary<string, string>> NamesAsync(StationsDb db, string[] codes, CancellationToken ct) =>
        db.Regions.Where(r => codes.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Name, ct);
}

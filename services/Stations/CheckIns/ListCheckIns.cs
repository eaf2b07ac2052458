using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Registration;

namespace RiderPlatform.Stations.CheckIns;

/// <summary>A day's check-ins at one station, for those who run it; riders appear under a pseudonym only.</summary>
internal static class ListCheckIns
{
    public static readonly string[] Readers = [Roles.Keeper, Roles.Administrator];

    /// <param name="Rider">The same at each visit to this station; neither name nor id.</param>
    public sealed record Item(int Number, DateTimeOffset At, string Rider);

    /// <param name="Hour">0 to 23 in China.</param>
    public sealed record HourCount(int Hour, int Count);

    /// <param name="Date">The date in China.</param>
    /// <param name="Items">Newest first.</param>
    /// <param name="ByHour">All 24 hours.</param>
    public sealed record Answer(
        DateOnly Date, IReadOnlyList<Item> Items, long Total, int PageNumber, int PageSize, int PageCount,
        IReadOnlyList<HourCount> ByHour);

    public sealed record Count(DateOnly Date, int Total);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, DateOnly? date, [AsParameters] Paging paging, Scope scope, StationsDb db, TimeProvider time,
        CancellationToken ct)
    {
        if (await StationProblems.FindAsync(db, scope, id, Readers, ct) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var day = date ?? ChinaDate.Of(time.GetUtcNow());
        var visits = db.CheckIns.AsNoTracking().Where(c => c.StationId == id && c.Day == day)
            .OrderByDescending(c => c.Number);
        var page = await paging.OfAsync(visits, ct);
        return TypedResults.Ok(new Answer(
            day, [.. page.Items.Select(c => new Item(c.Number, c.At, RiderPseudonym.Of(id, c.RiderId)))],
            page.Total, page.PageNumber, page.PageSize, page.PageCount, await ByHourAsync(db, id, day, ct)));
    }

    public static async Task<Results<Ok<Count>, ProblemHttpResult>> CountAsync(
        Guid id, DateOnly? date, Scope scope, StationsDb db, TimeProvider time, CancellationToken ct)
    {
        if (await StationProblems.FindAsync(db, scope, id, Readers, ct) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var day = date ?? ChinaDate.Of(time.GetUtcNow());
        var total = await db.Set<CheckInDay>().Where(d => d.StationId == id && d.Day == day)
            .Select(d => d.Count).SingleOrDefaultAsync(ct);
        return TypedResults.Ok(new Count(day, total));
    }

    private static async Task<IReadOnlyList<HourCount>> ByHourAsync(
        StationsDb db, Guid station, DateOnly day, CancellationToken ct)
    {
        var counts = await db.Database.SqlQuery<HourCount>($"""
            select extract(hour from at at time zone 'Asia/Shanghai')::int as "Hour", count(*)::int as "Count"
            from check_in where station_id = {station} and day = {day} group by 1
            """).ToDictionaryAsync(h => h.Hour, h => h.Count, ct);
        return [.. Enumerable.Range(0, 24).Select(h => new HourCount(h, counts.GetValueOrDefault(h)))];
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.CheckIns;

/// <summary>
/// A rider checks in at a station. Within thirty minutes a second one of the same rider there is the same visit and is
/// answered as the first. Opening hours are not asked: whoever stands inside was let in.
/// </summary>
internal static class RecordCheckIn
{
    public static readonly Refusal StationClosed = new(
        409, "StationClosed", "该驿站已停用，不能签到，请查找附近的其他驿站。",
        "This station is closed for good. Find another one nearby.");

    /// <param name="Number">The rider's place today at this station, from 1.</param>
    public sealed record Response(Guid Id, Guid StationId, string StationName, DateTimeOffset At, int Number);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, StationsDb db, TimeProvider time, CancellationToken ct)
    {
        if (scope.RiderId is not { } rider)
        {
            return Refusal.Forbidden.ToProblem();
        }

        if (await db.Stations.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } station)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (station.Status == StationStatus.Closed)
        {
            return StationClosed.ToProblem();
        }

        var visit = await db.InTransactionAsync(() => RecordAsync(db, station, rider, time.GetUtcNow(), ct), ct);
        return TypedResults.Ok(new Response(visit.Id, station.Id, station.Name, visit.At, visit.Number));
    }

    private static async Task<CheckIn> RecordAsync(
        StationsDb db, Station station, Guid rider, DateTimeOffset now, CancellationToken ct)
    {
        var recorded = await InsertAsync(db, station, rider, now, ct);
        var visit = await (
            from t in db.Set<CheckInTurn>()
            where t.StationId == station.Id && t.RiderId == rider
            join c in db.CheckIns on new { t.Day, Id = t.CheckInId } equals new { c.Day, c.Id }
            select c).AsNoTracking().SingleAsync(ct);
        if (recorded)
        {
            db.Publish(new CheckedIn
            {
                CheckInId = visit.Id, StationId = station.Id, RiderId = rider, RegionCode = visit.RegionCode,
                OccurredAt = visit.At,
            }, visit.Id, 1);
            await db.SaveChangesAsync(ct);
        }

        return visit;
    }

    /// <summary>
    /// One statement: the turn is taken or nothing happens; the day's counter gives the place. Locks in this order
    /// everywhere, turn before day, so that no two wait for each other.
    /// </summary>
    private static async Task<bool> InsertAsync(
        StationsDb db, Station station, Guid rider, DateTimeOffset now, CancellationToken ct)
    {
        var (id, day) = (Guid.CreateVersion7(now), ChinaDate.Of(now));
        return await db.Database.ExecuteSqlAsync($"""
            with turn as (
                insert into check_in_turn as t (station_id, rider_id, check_in_id, day, at)
                values ({station.Id}, {rider}, {id}, {day}, {now})
                on conflict (station_id, rider_id) do update
                    set check_in_id = excluded.check_in_id, day = excluded.day, at = excluded.at
                    where t.at <= excluded.at - interval '30 minutes'
                returning t.check_in_id
            ), place as (
                insert into check_in_day as d (station_id, day, region_code, count)
                select {station.Id}, {day}, {station.RegionCode}, 1 from turn
                on conflict (station_id, day) do update set count = d.count + 1
                returning d.count
            )
            insert into check_in (day, id, station_id, rider_id, region_code, at, number)
            select {day}, turn.check_in_id, {station.Id}, {rider}, {station.RegionCode}, {now}, place.count
            from turn, place
            """, ct) == 1;
    }
}

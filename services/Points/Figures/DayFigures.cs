using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Figures;

/// <summary>
/// Counts a voucher's steps into the day's figures, in the transaction of the step and after its postings; awards are
/// counted by <c>post_awards</c> itself.
/// </summary>
internal static class DayFigures
{
    /// <summary>China has had one zone without summer time since 1991.</summary>
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(China).DateTime);

    /// <summary>In UTC, as the database takes it.</summary>
    public static DateTimeOffset StartOf(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), China).ToUniversalTime();

    public static Task CountIssuedAsync(this PointsDb db, string region, DateTimeOffset at, CancellationToken ct) =>
        db.CountAsync(region, at, spent: 0, issued: 1, redeemed: 0, ct);

    /// <summary>Points are spent when the reward is handed over; until then they are held and may come back.</summary>
    public static Task CountRedeemedAsync(
        this PointsDb db, string region, long points, DateTimeOffset at, CancellationToken ct) =>
        db.CountAsync(region, at, points, issued: 0, redeemed: 1, ct);

    private static Task<int> CountAsync(
        this PointsDb db, string region, DateTimeOffset at, long spent, long issued, long redeemed,
        CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        insert into points_day as p (day, region_code, points_spent, vouchers_issued, vouchers_redeemed)
        values ({DayOf(at)}, left({region}, 6), {spent}, {issued}, {redeemed})
        on conflict (day, region_code) do update set points_spent = p.points_spent + excluded.points_spent,
            vouchers_issued = p.vouchers_issued + excluded.vouchers_issued,
            vouchers_redeemed = p.vouchers_redeemed + excluded.vouchers_redeemed
        """, ct);
}

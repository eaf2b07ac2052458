using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Lots;

/// <summary>A lot with something left.</summary>
/// <param name="ExpiresAt">What its award said, or the grace that it was given.</param>
/// <param name="EndsAt">When it really ends; null while the rider is frozen.</param>
internal sealed record OpenLot(
    Guid Id, Guid FundId, long AccountId, long Points, DateTimeOffset EarnedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? EndsAt)
{
    public bool IsOverAt(DateTimeOffset now) => EndsAt <= now;
}

internal static class OpenLots
{
    /// <summary>The rider's, the earliest end first. Where it decides, the rider's row is locked before.</summary>
    public static Task<List<OpenLot>> OfAsync(PointsDb db, Guid rider, TimeSpan grace, CancellationToken ct) =>
        db.Database.SqlQuery<OpenLot>($"""
            select id as "Id", fund_id as "FundId", account_id as "AccountId", points as "Points",
                earned_at as "EarnedAt", expires_at as "ExpiresAt", ends_at as "EndsAt"
            from open_lots({rider}, {grace})
            """).ToListAsync(ct);
}

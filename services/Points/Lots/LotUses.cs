using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Lots;

/// <summary>Points taken out of one lot.</summary>
internal sealed record LotPart(Guid LotId, long Points);

/// <summary>
/// Every transfer that takes points from a rider says out of which lots, in the same transaction and under the rider's
/// row.
/// </summary>
internal static class LotUses
{
    public static Task UseLotsAsync(
        this PointsDb db, Guid rider, Guid transfer, IReadOnlyList<LotPart> parts, DateTimeOffset at,
        CancellationToken ct) => db.Database.ExecuteSqlRawAsync(
            "select use_lots({0}, {1}, {2}, {3}, {4})",
            [rider, transfer, parts.Select(p => p.LotId).ToArray(), parts.Select(p => p.Points).ToArray(), at], ct);

    /// <summary>Back to the lots they came from.</summary>
    public static Task ReturnLotsAsync(
        this PointsDb db, Guid hold, DateTimeOffset at, TimeSpan grace, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select return_lots({hold}, {at}, {grace})", ct);
}

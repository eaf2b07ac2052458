using RiderPlatform.Points.Data;
using RiderPlatform.Points.Funds;
using RiderPlatform.Points.Ledger;

namespace RiderPlatform.Points.Lots;

/// <summary>Points that leave a rider for good without a reward, and so free the money behind them.</summary>
/// <param name="Transfer">Its id; also what the fund's statement names.</param>
internal sealed record Retirement(
    TransferKind Kind, Guid Transfer, Guid Rider, long Account, IReadOnlyList<LotPart> Parts)
{
    /// <summary>Needs the rider's row locked.</summary>
    public static async Task RetireAsync(
        PointsDb db, Fund fund, Retirement retired, DateTimeOffset now, CancellationToken ct)
    {
        var points = retired.Parts.Sum(p => p.Points);
        Movement[] movements =
        [
            new(retired.Transfer, retired.Kind, TransferPhase.Immediate, retired.Account, fund.IssueAccount, points,
                retired.Transfer, retired.Rider, null),
            new(Guid.CreateVersion7(now), TransferKind.Retirement, TransferPhase.Immediate, fund.CommittedAccount,
                fund.AvailableAccount, points * fund.FenPerPoint, retired.Transfer, null, fund.Id),
        ];
        await db.PostAsync(movements, now, ct);
        await db.UseLotsAsync(retired.Rider, retired.Transfer, retired.Parts, now, ct);
    }
}

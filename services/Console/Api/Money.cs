using System.Globalization;

namespace RiderPlatform.Console.Api;

/// <summary>Answers of Points about funds and what they pay.</summary>
public static class Money
{
    public sealed record Fund(
        Guid Id, string Name, string RegionCode, long FenPerPoint, long BudgetFen, long AvailableFen,
        long CommittedFen, long SpentFen, long PaidFen, long PointsOutstanding);

    public sealed record Settlement(
        Guid Id, Guid OrganisationId, DateOnly Month, string RegionCode, int Vouchers, long Fen, string State,
        DateTimeOffset MadeAt, DateTimeOffset? ConfirmedAt, string? Objection, DateTimeOffset? ObjectedAt,
        IReadOnlyList<Part> Parts, IReadOnlyList<string> Stations);

    public sealed record Part(
        Guid FundId, string Fund, string RegionCode, long Fen, DateTimeOffset? PaidAt, string? Reference);

    public sealed record Line(
        string Code, Guid RewardId, string Reward, string RewardEn, string Station, DateTimeOffset At, long Points,
        long Fen);

    /// <summary><c>1,234.50</c></summary>
    public static string Yuan(long fen) => (fen / 100m).ToString("N2", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace RiderPlatform.Console.Api;

/// <summary>Answers of Points about funds and what they pay.</summary>
public static class Money
{
    public sealed record Fund(
        Guid Id, string Name, string RegionCode, long FenPerPoint, Guid? ParentId, long LimitFen, long TrancheFen,
        long LeasedFen, long PromisedFen, long AllottedFen, long BudgetFen, long AvailableFen, long CommittedFen,
        long SpentFen, long PaidFen, long PointsOutstanding);

    /// <summary>A line of a fund's statement: how its amounts changed.</summary>
    public sealed record Move(
        Guid Id, DateTimeOffset At, string Kind, long AvailableFen, long CommittedFen, long SpentFen, string Zh,
        string En);

    public sealed record Settlement(
        Guid Id, Guid OrganisationId, DateOnly Month, string RegionCode, int Vouchers, long Fen, string State,
        DateTimeOffset MadeAt, DateTimeOffset? ConfirmedAt, string? Objection, DateTimeOffset? ObjectedAt,
        IReadOnlyList<Part> Parts, IReadOnlyList<string> Stations);

    public sealed record Part(
        Guid FundId, string Fund, string RegionCode, long Fen, DateTimeOffset? PaidAt, string? Reference);

    public sealed record Line(
        string Code, Guid RewardId, string Reward, string RewardEn, string Station, DateTimeOffset At, long Points,
        long Fen);

    /// <summary>Fen of what was typed as yuan; null for what is no amount.</summary>
    public static long? FenOf(string? yuan) => decimal.TryParse(
        yuan, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value)
        && value is >= 0 and <= 10_000_000_000m && value * 100 % 1 == 0 ? (long)(value * 100) : null;

    /// <summary><c>1,234.50</c></summary>
    public static string Yuan(long fen) => (fen / 100m).ToString("N2", CultureInfo.InvariantCulture);
}

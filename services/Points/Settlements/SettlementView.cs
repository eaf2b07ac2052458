namespace RiderPlatform.Points.Settlements;

/// <param name="Month">Its first day.</param>
/// <param name="RegionCode">What the places where it was handed over have in common.</param>
/// <param name="Vouchers">How many it is for: see its lines.</param>
/// <param name="Parts">What each fund owes of it.</param>
public sealed record SettlementView(
    Guid Id, Guid OrganisationId, DateOnly Month, string RegionCode, int Vouchers, long Fen, SettlementState State,
    DateTimeOffset MadeAt, DateTimeOffset? ConfirmedAt, string? Objection, DateTimeOffset? ObjectedAt,
    IReadOnlyList<SettlementView.Part> Parts)
{
    /// <summary>Stations where it was handed over, by name; at most five.</summary>
    public IReadOnlyList<string> Stations { get; init; } = [];

    /// <param name="Reference">The bank's; null until it is paid.</param>
    public sealed record Part(
        Guid FundId, string Fund, string RegionCode, long Fen, DateTimeOffset? PaidAt, string? Reference);

    /// <summary>One voucher that was handed over; the rider is not named.</summary>
    public sealed record Line(
        string Code, Guid RewardId, string Reward, string RewardEn, string Station, DateTimeOffset At, long Points,
        long Fen);
}

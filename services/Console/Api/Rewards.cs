namespace RiderPlatform.Console.Api;

/// <summary>Answers of Points about points, rewards and vouchers.</summary>
public static class Rewards
{
    public sealed record Balance(
        [property: System.Text.Json.Serialization.JsonPropertyName("balance")] long Free, long Held,
        long? ExpiresIn30Days, DateTimeOffset? NextExpiryAt, bool Frozen);

    public sealed record Entry(
        Guid Id, DateTimeOffset At, string Kind, long Points, long Held, string Text, string TextEn, long Balance,
        Guid? CaseId, Guid? VoucherId);

    public sealed record Why(string Name, string Zh, string En);

    public sealed record Place(string RegionCode, Guid? OrganisationId, string Text, string TextEn);

    public sealed record Reward(
        Guid Id, string Name, string NameEn, string RegionCode, long PricePoints, long Stock,
        DateTimeOffset? ActiveUntil, int VoucherValidDays, Place Where, bool? Affordable, long? MissingPoints,
        Why? WhyNot, string Kind, int? LimitPerRider, int? LimitDays, string? HoursText, string? HoursTextEn);

    public sealed record Named(Guid Id, string Name, string NameEn);

    public sealed record Station(Guid Id, string Name);

    public sealed record Voucher(
        Guid Id, string? Code, string Tail, string Status, Named Reward, long Points, DateTimeOffset IssuedAt,
        DateTimeOffset ExpiresAt, DateTimeOffset? PassUntil, DateTimeOffset? RedeemedAt, Station? Station,
        bool Redeemable, Why? WhyNot, Place Where, IReadOnlyList<Station> Stations, string? HoursText,
        string? HoursTextEn);

    /// <summary>What the QR code on a rider's screen says, until when.</summary>
    public sealed record Token([property: System.Text.Json.Serialization.JsonPropertyName("token")] string Text,
        DateTimeOffset Until);

    public sealed record Offline(
        string Tail, string Reward, string RewardEn, Station Station, DateTimeOffset AcceptedAt, string Outcome,
        string? FirstStation, DateTimeOffset? FirstAt);

    public sealed record HandedOver(string Code, Named Reward, long Points, DateTimeOffset At);

    public sealed record Refused(Guid Id, DateTimeOffset At, Station Station, string Code, string Reason);

    public sealed record HandedOverDay(
        IReadOnlyList<HandedOver> Items, long Total, long TotalPoints, int PageCount);
}

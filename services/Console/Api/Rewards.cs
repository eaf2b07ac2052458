namespace RiderPlatform.Console.Api;

/// <summary>Answers of Points about points, rewards and vouchers.</summary>
public static class Rewards
{
    public sealed record Balance(
        [property: System.Text.Json.Serialization.JsonPropertyName("balance")] long Free, long Held,
        long? ExpiresIn30Days, DateTimeOffset? NextExpiryAt, bool Frozen);

    public sealed record Entry(
        Guid Id, DateTimeOffset At, string Kind, long Points, long Held, string Text, string TextEn, long Balance,
        Guid? CaseId, string? VoucherCode);

    public sealed record Why(string Name, string Zh, string En);

    public sealed record Place(string RegionCode, Guid? OrganisationId, string Text, string TextEn);

    public sealed record Reward(
        Guid Id, string Name, string NameEn, string RegionCode, long PricePoints, long Stock,
        DateTimeOffset? ActiveUntil, int VoucherValidDays, Place Where, bool? Affordable, long? MissingPoints,
        Why? WhyNot, string Kind, int? LimitPerRider, int? LimitDays, string? HoursText, string? HoursTextEn);

    public sealed record Named(Guid Id, string Name, string NameEn);

    public sealed record Station(Guid Id, string Name);

    public sealed record Voucher(
        Guid Id, string Code, string Status, Named Reward, long Points, DateTimeOffset IssuedAt,
        DateTimeOffset ExpiresAt, DateTimeOffset? RedeemedAt, Station? Station, bool Redeemable, Why? WhyNot,
        Place Where, IReadOnlyList<Station> Stations, string? HoursText, string? HoursTextEn);

    public sealed record HandedOver(string Code, Named Reward, long Points, DateTimeOffset At);

    public sealed record Refused(Guid Id, DateTimeOffset At, Station Station, string Code, string Reason);

    public sealed record HandedOverDay(
        IReadOnlyList<HandedOver> Items, long Total, long TotalPoints, int PageCount);
}

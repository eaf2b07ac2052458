namespace RiderPlatform.Points.Rewards;

/// <param name="OrganisationId">Handed over only at this organisation's stations; null: at every station of the
/// region.</param>
/// <param name="VoucherValidDays">How long a voucher for it is good.</param>
public sealed record RewardView(
    Guid Id, string Name, string NameEn, string RegionCode, Guid? OrganisationId, long PricePoints, long Stock,
    DateTimeOffset ActiveFrom, DateTimeOffset? ActiveUntil, int VoucherValidDays)
{
    public required RewardPlaces Where { get; init; }

    /// <summary>Whether the calling rider has the points; null for everyone else.</summary>
    public bool? Affordable { get; init; }

    /// <summary>How many the calling rider lacks; 0 when none.</summary>
    public long? MissingPoints { get; init; }

    /// <summary>Why the calling rider cannot have it now; null when they can, and for everyone else.</summary>
    public Reason? WhyNot { get; init; }

    internal static RewardView Of(Reward r) => new(
        r.Id, r.Name, r.NameEn, r.RegionCode, r.OrganisationId, r.PricePoints, r.Stock, r.ActiveFrom, r.ActiveUntil,
        r.VoucherValidDays) { Where = RewardPlaces.Of(r) };
}

namespace RiderPlatform.Points.Rewards;

/// <param name="OrganisationId">Handed over only at this organisation's stations; null: at every station of the
/// region.</param>
public sealed record RewardView(
    Guid Id, string Name, string NameEn, string RegionCode, Guid? OrganisationId, long PricePoints, long Stock,
    DateTimeOffset ActiveFrom, DateTimeOffset? ActiveUntil, int VoucherValidDays)
{
    internal static RewardView Of(Reward r) => new(
        r.Id, r.Name, r.NameEn, r.RegionCode, r.OrganisationId, r.PricePoints, r.Stock, r.ActiveFrom, r.ActiveUntil,
            r.VoucherValidDays);
}

namespace RiderPlatform.Points.Rewards;

/// <summary>Where a reward is handed over.</summary>
/// <param name="RegionCode">At stations of this region.</param>
/// <param name="OrganisationId">Only at this organisation's; null: at every station there.</param>
/// <param name="Text">The same as a Chinese sentence.</param>
public sealed record RewardPlaces(string RegionCode, Guid? OrganisationId, string Text, string TextEn)
{
    internal static RewardPlaces Of(Reward r) => r.OrganisationId is null
        ? new(r.RegionCode, null, "本区划内任一驿站均可兑换", "At any station of the region")
        : new(r.RegionCode, r.OrganisationId, "仅在指定单位的驿站兑换", "Only at the stations of one organisation");
}

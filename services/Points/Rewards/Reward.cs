namespace RiderPlatform.Points.Rewards;

/// <summary>Something that points buy: offered at the stations of a region, or of one organisation there.</summary>
public sealed class Reward
{
    public required Guid Id { get; init; }

    /// <summary>Chinese name, and the English one beside it.</summary>
    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>Only at this organisation's stations; null: at every station of the region.</summary>
    public Guid? OrganisationId { get; init; }

    public required long PricePoints { get; init; }

    /// <summary>What the fund owes to whoever hands it over; never more than the points are worth.</summary>
    public required long CostFen { get; init; }

    /// <summary>What is left; decremented by a conditional update only.</summary>
    public required long Stock { get; init; }

    public required DateTimeOffset ActiveFrom { get; init; }

    public DateTimeOffset? ActiveUntil { get; init; }

    /// <summary>How long a voucher for it is good.</summary>
    public required int VoucherValidDays { get; init; }
}

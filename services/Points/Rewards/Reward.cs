using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Rewards;

/// <summary>What sort of thing a reward is.</summary>
public enum RewardKind
{
    Goods,
    MealVoucher,
    VehicleParts,
    Discount,
    Cinema,
    ChildCare,
    RentDeduction,
}

/// <summary>Whose offer it is.</summary>
public enum RewardOwner
{
    Street,
    Merchant,
    Fund,
}

/// <summary>Something that points buy: offered at the stations of a region, or of one organisation there.</summary>
public sealed class Reward
{
    public required Guid Id { get; init; }

    /// <summary>Chinese name, and the English one beside it.</summary>
    public required string Name { get; set; }

    public required string NameEn { get; set; }

    public RewardKind Kind { get; set; }

    public RewardOwner Owner { get; set; }

    public required string RegionCode { get; init; }

    /// <summary>Only at this organisation's stations; null: at every station of the region.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Of vouchers issued from now on; one that is out keeps what it was issued for.</summary>
    public required long PricePoints { get; set; }

    /// <summary>What the fund owes to whoever hands it over; never more than the points are worth.</summary>
    public required long CostFen { get; set; }

    /// <summary>What is left; changed by conditional updates only.</summary>
    public required long Stock { get; init; }

    public required DateTimeOffset ActiveFrom { get; set; }

    public DateTimeOffset? ActiveUntil { get; set; }

    /// <summary>How long a voucher for it is good.</summary>
    public required int VoucherValidDays { get; set; }

    /// <summary>See <see cref="RewardTerms"/>.</summary>
    public int? LimitPerRider { get; set; }

    public int? LimitDays { get; set; }

    public bool MembersOnly { get; set; }

    public string[] Posts { get; set; } = [];

    /// <summary>See <see cref="HandOverHours"/>.</summary>
    public int Weekdays { get; set; } = HandOverHours.EveryDay;

    public TimeOnly? HoursFrom { get; set; }

    public TimeOnly? HoursUntil { get; set; }

    /// <summary>Counts changes of what is offered; stock is none.</summary>
    public int Revision { get; set; }

    public RewardTerms Terms => new(LimitPerRider, LimitDays, MembersOnly, Posts);

    public HandOverHours Hours => new(Weekdays, HoursFrom, HoursUntil);
}

/// <summary>Pieces that came, went or were counted otherwise, each once and with its reason.</summary>
public sealed class StockChange
{
    /// <summary>Made by the caller.</summary>
    public required Guid Id { get; init; }

    public required Guid RewardId { get; init; }

    /// <summary>More, or with a minus fewer.</summary>
    public required long Pieces { get; init; }

    public required string Reason { get; init; }

    public required Guid MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
}

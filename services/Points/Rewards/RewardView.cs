using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Rewards;

/// <param name="OrganisationId">Handed over only at this organisation's stations; null: at every station of the
/// region.</param>
/// <param name="VoucherValidDays">How long a voucher for it is good.</param>
public sealed record RewardView(
    Guid Id, string Name, string NameEn, string RegionCode, Guid? OrganisationId, long PricePoints, long Stock,
    DateTimeOffset ActiveFrom, DateTimeOffset? ActiveUntil, int VoucherValidDays)
{
    public required RewardPlaces Where { get; init; }

    public required RewardKind Kind { get; init; }

    /// <summary>Whose offer it is: a street's, a merchant's, or the fund's own.</summary>
    public required RewardOwner Owner { get; init; }

    /// <summary>Most vouchers of a rider within <see cref="LimitDays"/> days, or ever; null: no such bound.</summary>
    public int? LimitPerRider { get; init; }

    public int? LimitDays { get; init; }

    public bool MembersOnly { get; init; }

    /// <summary>Posts of which one must hold one; empty: none.</summary>
    public IReadOnlyList<string> Posts { get; init; } = [];

    /// <summary>Monday 1, Tuesday 2 … Sunday 64, added up.</summary>
    public int Weekdays { get; init; } = HandOverHours.EveryDay;

    /// <summary><c>HH:mm</c> in China; null with <see cref="HoursUntil"/>: all day.</summary>
    public TimeOnly? HoursFrom { get; init; }

    public TimeOnly? HoursUntil { get; init; }

    /// <summary>The hours in words; null where it is always.</summary>
    public string? HoursText { get; init; }

    public string? HoursTextEn { get; init; }

    /// <summary>What the fund owes for a piece; only to who runs the catalogue.</summary>
    public long? CostFen { get; init; }

    /// <summary>To be sent with a change, so that nobody overwrites what they have not seen.</summary>
    public required int Revision { get; init; }

    /// <summary>Whether the calling rider has the points; null for everyone else.</summary>
    public bool? Affordable { get; init; }

    /// <summary>How many the calling rider lacks; 0 when none.</summary>
    public long? MissingPoints { get; init; }

    /// <summary>Why the calling rider cannot have it now; null when they can, and for everyone else.</summary>
    public Reason? WhyNot { get; init; }

    /// <summary>With what the fund owes.</summary>
    internal static RewardView ForStaff(Reward r) => Of(r) with { CostFen = r.CostFen };

    internal static RewardView Of(Reward r) => new(
        r.Id, r.Name, r.NameEn, r.RegionCode, r.OrganisationId, r.PricePoints, r.Stock, r.ActiveFrom, r.ActiveUntil,
        r.VoucherValidDays)
    {
        Where = RewardPlaces.Of(r), Kind = r.Kind, Owner = r.Owner, LimitPerRider = r.LimitPerRider,
        LimitDays = r.LimitDays, MembersOnly = r.MembersOnly, Posts = r.Posts, Weekdays = r.Weekdays,
        HoursFrom = r.HoursFrom, HoursUntil = r.HoursUntil, HoursText = r.Hours.Text, HoursTextEn = r.Hours.TextEn,
        Revision = r.Revision,
    };
}

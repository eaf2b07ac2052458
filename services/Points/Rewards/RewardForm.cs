using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Points.Rewards;

/// <summary>What a catalogue says of a reward, as it is offered and as it is changed.</summary>
public record RewardForm
{
    /// <summary>1–100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The Chinese name where it is left out.</summary>
    public string? NameEn { get; init; }

    public RewardKind Kind { get; init; }

    public RewardOwner Owner { get; init; }

    /// <summary>Handed over only at this organisation's stations; null: at every station of the region.</summary>
    public Guid? OrganisationId { get; init; }

    public long PricePoints { get; init; }

    /// <summary>What the fund owes for a piece; never more than the points are worth.</summary>
    public long CostFen { get; init; }

    /// <summary>Now where it is left out.</summary>
    public DateTimeOffset? ActiveFrom { get; init; }

    /// <summary>The first moment at which it is no longer offered.</summary>
    public DateTimeOffset? ActiveUntil { get; init; }

    /// <summary>1–366; 30 where it is left out.</summary>
    public int? VoucherValidDays { get; init; }

    /// <summary>Most vouchers of a rider within <see cref="LimitDays"/> days, or ever; null: no such bound.</summary>
    public int? LimitPerRider { get; init; }

    public int? LimitDays { get; init; }

    public bool MembersOnly { get; init; }

    /// <summary>Kinds of posts of which a rider must hold one; at most 10.</summary>
    public IReadOnlyList<string>? Posts { get; init; }

    /// <summary>Monday 1, Tuesday 2 … Sunday 64, added up; every day where it is left out.</summary>
    public int? Weekdays { get; init; }

    /// <summary><c>HH:mm</c> in China, both or neither; an end before the start is after midnight.</summary>
    public TimeOnly? HoursFrom { get; init; }

    public TimeOnly? HoursUntil { get; init; }

    internal Invalid Check() => new Invalid()
        .When(string.IsNullOrWhiteSpace(Name) || Name.Length > 100, "name",
            "名称为 1–100 字。", "Name: 1–100 characters.")
        .When(NameEn?.Length > 100, "nameEn", "英文名最多 100 字。", "English name: at most 100 characters.")
        .When(PricePoints is < 1 or > 1_000_000, "pricePoints", "积分价格为 1–1000000。", "Price: 1–1,000,000 points.")
        .When(CostFen is < 0 or > 1_000_000_000, "costFen", "成本（分）为 0–1000000000。", "Cost in fen: 0–1,000,000,000.")
        .When(VoucherValidDays is < 1 or > 366, "voucherValidDays", "券有效期为 1–366 天。", "Voucher: good for 1–366 days.")
        .When(ActiveUntil <= ActiveFrom, "activeUntil", "结束时间应晚于开始时间。", "The end must be after the start.")
        .When(LimitPerRider is < 1 or > 1000, "limitPerRider", "每人限兑 1–1000 份。", "Limit: 1–1,000 a rider.")
        .When(LimitDays is < 1 or > 366 || (LimitDays is not null && LimitPerRider is null), "limitDays",
            "限兑周期为 1–366 天，须同时填写每人限兑数量。", "Limit: within 1–366 days, and only with a number a rider.")
        .When(Posts?.Count > 10 || Posts?.Any(p => string.IsNullOrWhiteSpace(p) || p.Length > 40) == true, "posts",
            "最多 10 种岗位。", "Posts: at most 10 kinds.")
        .When(Weekdays is < 1 or > HandOverHours.EveryDay, "weekdays", "请至少选择一天。", "Weekdays: 1–127, one day at least.")
        .When((HoursFrom is null) != (HoursUntil is null) || (HoursFrom is not null && HoursFrom == HoursUntil),
            "hoursUntil", "时段须同时填写起止且不相同。", "Hours: both, and not the same.");

    /// <summary>Everything that the form says, on a reward that is new or is changed.</summary>
    internal void Fill(Reward reward)
    {
        reward.Name = Name!.Trim();
        reward.NameEn = (NameEn ?? Name).Trim();
        (reward.Kind, reward.Owner, reward.OrganisationId) = (Kind, Owner, OrganisationId);
        (reward.PricePoints, reward.CostFen) = (PricePoints, CostFen);
        reward.ActiveFrom = ActiveFrom?.ToUniversalTime() ?? reward.ActiveFrom;
        reward.ActiveUntil = ActiveUntil?.ToUniversalTime();
        reward.VoucherValidDays = VoucherValidDays ?? 30;
        (reward.LimitPerRider, reward.LimitDays) = (LimitPerRider, LimitDays);
        (reward.MembersOnly, reward.Posts) = (MembersOnly, [.. Posts ?? []]);
        (reward.Weekdays, reward.HoursFrom, reward.HoursUntil) =
            (Weekdays ?? HandOverHours.EveryDay, HoursFrom, HoursUntil);
    }
}

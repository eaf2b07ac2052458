namespace RiderPlatform.Organisations.Domain;

/// <summary>The five posts (五员), and the two that a city appoints besides.</summary>
public enum PostKind
{
    /// <summary>政策宣传员</summary>
    PolicyPublicist,

    /// <summary>文明监督员</summary>
    CivilityObserver,

    /// <summary>困难帮扶员</summary>
    Helper,

    /// <summary>社情民意收集员</summary>
    OpinionCollector,

    /// <summary>治安巡防员</summary>
    NeighbourhoodWatch,

    /// <summary>兼职网格员</summary>
    GridMember,

    /// <summary>食品安全监督员</summary>
    FoodSafetySupervisor,
}

/// <summary>
/// That a rider holds a post within a region, from a day on. Appointed and ended, never edited: what somebody was, and
/// when, stays known.
/// </summary>
public sealed class RiderPost
{
    public const int MaxReasonLength = 200;

    /// <summary>A term is five years at most; then it is given again.</summary>
    public const int MaxYears = 5;

    public required Guid Id { get; init; }

    public required Guid RiderId { get; init; }

    public required PostKind Kind { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>Holds it from this day (Asia/Shanghai) on.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Up to but without this day; null: until it is ended.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required Guid AppointedBy { get; init; }

    public required DateTimeOffset AppointedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public Guid? EndedBy { get; set; }

    public string? EndReason { get; set; }

    public bool Meets(PostKind kind, string region, DateOnly from, DateOnly? until) =>
        EndedAt is null && Kind == kind && RegionCode == region
        && (until is null || ValidFrom < until) && (ValidUntil is null || from < ValidUntil);
}

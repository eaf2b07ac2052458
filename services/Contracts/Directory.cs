namespace RiderPlatform.Contracts;

/// <summary>
/// Published by Organisations when the list of a region's direct children was imported or changed, and for every list
/// when the directory is published again: the cities of a province, the counties of a city, the streets of a county.
/// Communities (below a street) are not published: there are 49,300 in two provinces, and who needs them asks
/// <c>GET /api/v1/regions?parent=510104017</c>. Nor is the list of provinces. The list is complete: a code that is
/// missing from a newer version no longer exists.
/// </summary>
[Contract("regions-changed", 1)]
public sealed record RegionsChanged
{
    /// <summary>Two, four or six digits: a province, a city or a county.</summary>
    public required string ParentCode { get; init; }

    /// <summary>Grows with every change of this parent; an older version that arrives late is dropped.</summary>
    public required long Version { get; init; }

    public required IReadOnlyList<Region> Regions { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <param name="Code">4, 6 or 9 digits, one level below the parent; a prefix of every code below it.</param>
    /// <param name="Name">Official Chinese name.</param>
    public sealed record Region(string Code, string Name);
}

/// <summary>Published by Organisations when a node of the organisation tree is created, changed or dissolved.</summary>
[Contract("organisation-changed", 1)]
public sealed record OrganisationChanged
{
    public required Guid OrganisationId { get; init; }

    public required long Version { get; init; }

    public required Guid? ParentId { get; init; }

    /// <summary>Glossary name: <c>Department</c>, <c>GuidanceStation</c>, <c>IndustryCommittee</c>, …</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The region it answers for.</summary>
    public required string RegionCode { get; init; }

    /// <summary>A dissolved organisation receives nothing new.</summary>
    public required bool Active { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>
/// Published by Organisations when the duty of an organisation for a matter within a region is given, changed or
/// withdrawn ("1+N": who answers for what). Case routing reads nothing else.
/// </summary>
[Contract("duty-changed", 1)]
public sealed record DutyChanged
{
    public required Guid DutyId { get; init; }

    public required long Version { get; init; }

    public required Guid OrganisationId { get; init; }

    /// <summary>
    /// Category code such as <c>road.manhole</c>; a duty for <c>road</c> covers every <c>road.*</c>; <c>*</c> all.
    /// </summary>
    public required string Category { get; init; }

    /// <summary>Region prefix within which the duty holds.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Among equally specific duties the smaller number is chosen.</summary>
    public required int Priority { get; init; }

    /// <summary><c>Lead</c> or <c>CoHandler</c>; null, as before there were roles: <c>Lead</c>.</summary>
    public string? Role { get; init; }

    /// <summary>
    /// <c>Minor</c>, <c>Ordinary</c> or <c>Major</c>: it holds for cases of this level and above; null: for all.
    /// </summary>
    public string? MinLevel { get; init; }

    /// <summary>
    /// <c>General</c>, <c>Urgent</c> or <c>WorkDays</c>: how long a lead has for its cases; null: <c>General</c>.
    /// </summary>
    public string? DeadlineClass { get; init; }

    /// <summary>In force from this day (Asia/Shanghai) on; null: since ever.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Up to but without this day; null: until it is withdrawn.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required bool Active { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>
/// Published by Organisations when a rider is registered, changed or struck off. No personal data beyond ids.
/// </summary>
[Contract("rider-registered", 1)]
public sealed record RiderRegistered
{
    public required Guid RiderId { get; init; }

    public required long Version { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>The platform or delivery company the rider works for; null when unknown.</summary>
    public required Guid? EmployerId { get; init; }

    public required bool IsMember { get; init; }

    public required bool Active { get; init; }

    /// <summary>Every post that was not ended, whole; null, as before there were posts: none.</summary>
    public IReadOnlyList<Post>? Posts { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <param name="Kind">
    /// <c>PolicyPublicist</c>, <c>CivilityObserver</c>, <c>Helper</c>, <c>OpinionCollector</c>,
    /// <c>NeighbourhoodWatch</c>, <c>GridMember</c>, <c>FoodSafetySupervisor</c>.
    /// </param>
    /// <param name="RegionCode">Region prefix that the post holds for.</param>
    /// <param name="From">Held from this day (Asia/Shanghai) on.</param>
    /// <param name="Until">Up to but without this day; null: until it is ended.</param>
    public sealed record Post(string Kind, string RegionCode, DateOnly From, DateOnly? Until);
}

/// <summary>Published by Stations when a station is opened, changed or closed.</summary>
[Contract("station-changed", 1)]
public sealed record StationChanged
{
    public required Guid StationId { get; init; }

    public required long Version { get; init; }

    /// <summary>Whose keepers may redeem vouchers there.</summary>
    public required Guid OrganisationId { get; init; }

    public required string Name { get; init; }

    public required string RegionCode { get; init; }

    public required bool Active { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

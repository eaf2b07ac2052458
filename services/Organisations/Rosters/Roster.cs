namespace RiderPlatform.Organisations.Rosters;

/// <summary>Which hours somebody must be on duty; the names stand in answers.</summary>
public enum RosterKind
{
    /// <summary>Day and night.</summary>
    WholeDay,

    /// <summary>Outside work time: 18:00 to 09:00, and days without work as a whole.</summary>
    Nights,
}

/// <summary>An organisation's duty roster (值班表). Its version is that of every shift in it together.</summary>
public sealed class Roster
{
    public const int MaxLeadDays = 60;

    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    public required RosterKind Kind { get; set; }

    /// <summary>So many days ahead a gap is an alarm.</summary>
    public required int LeadDays { get; set; }

    public long Version { get; set; } = 1;

    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>Somebody who stands in a roster.</summary>
public sealed class RosterPerson
{
    public required Guid RosterId { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>As shown to colleagues.</summary>
    public required string Name { get; set; }

    /// <summary>Under which they are called; encrypted as the riders' are.</summary>
    public byte[]? SealedPhone { get; set; }
}

public sealed class Shift
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(48);
    public const int MostPeople = 10;
    public const int MostDaysAhead = 53 * 7;

    public required Guid Id { get; init; }

    public required Guid RosterId { get; init; }

    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>The first moment after it.</summary>
    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>Accounts in calling order.</summary>
    public required List<Guid> People { get; set; }

    public int Version { get; set; } = 1;
}

/// <summary>The days of a year as they were imported, in place of those that ship with the platform.</summary>
public sealed class AnnouncedYear
{
    public required int Year { get; init; }

    public required int Version { get; init; }

    /// <summary>JSON: the fact that told them.</summary>
    public required string Days { get; init; }
}

public enum SwapState
{
    Asked,
    Agreed,
    Declined,
}

/// <summary>One person asks another to change shifts; it holds for the versions that were seen then.</summary>
public sealed class ShiftSwap
{
    public required Guid Id { get; init; }

    public required Guid RosterId { get; init; }

    public required Guid ShiftId { get; init; }

    public required int ShiftVersion { get; init; }

    public required Guid AskedBy { get; init; }

    public required Guid OtherShiftId { get; init; }

    public required int OtherShiftVersion { get; init; }

    public required Guid OtherId { get; init; }

    public SwapState State { get; set; }

    public required DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; set; }
}

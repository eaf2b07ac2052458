namespace RiderPlatform.Contracts;

/// <summary>
/// Published by Grievances when a year's public holidays are imported: each version as a whole, and of a year the
/// newest replaces what was known, also what ships with the platform. At least once for each version.
/// </summary>
[Contract("calendar-year-announced", 1)]
public sealed record CalendarYearAnnounced
{
    public required int Year { get; init; }

    /// <summary>From 1; of a year that ships with the platform from 2.</summary>
    public required int Version { get; init; }

    /// <summary>Days without work, weekends within them included.</summary>
    public required IReadOnlyList<Days> Off { get; init; }

    /// <summary>Weekend days that are worked in exchange (调休).</summary>
    public required IReadOnlyList<Days> Work { get; init; }

    /// <summary>When it was imported.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <param name="From">Days in China.</param>
    /// <param name="To">The last of them.</param>
    /// <param name="Name">The holiday, in Chinese.</param>
    public sealed record Days(DateOnly From, DateOnly To, string Name);
}

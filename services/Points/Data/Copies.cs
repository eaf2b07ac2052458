namespace RiderPlatform.Points.Data;

/// <summary>
/// What Points knows of a rider, and the row that is locked before anything of the rider's changes. A rider that an
/// award names before Organisations did has version 0.
/// </summary>
public sealed class RiderCopy
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public string? RegionCode { get; set; }

    public bool IsMember { get; set; }

    public bool Active { get; set; } = true;

    /// <summary>A list of <see cref="Domain.HeldPost"/> as JSON; null: none that is known.</summary>
    public string? Posts { get; set; }
}

/// <summary>A station as Stations announced it last.</summary>
public sealed class StationCopy
{
    public required Guid Id { get; init; }

    public required long Version { get; set; }

    public required Guid OrganisationId { get; set; }

    public required string Name { get; set; }

    public required string RegionCode { get; set; }

    public required bool Active { get; set; }
}

/// <summary>
/// Points given to a rider for one kind of event, or by one of its lines, on one day: the counters of the caps.
/// </summary>
public sealed class AwardDay
{
    public required Guid RiderId { get; init; }

    /// <summary>The kind of event; <c>event/line</c> for a line with a cap of its own.</summary>
    public required string Rule { get; init; }

    public required DateOnly Day { get; init; }

    public required long Points { get; init; }
}

/// <summary>When a rider was last given something by a line that has a cooling-off.</summary>
public sealed class AwardPace
{
    public required Guid RiderId { get; init; }

    /// <summary><c>event/line</c></summary>
    public required string Line { get; init; }

    public required DateTimeOffset LastAt { get; init; }
}

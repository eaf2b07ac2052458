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

/// <summary>Points given to a rider under a rule for reports of one day: the counter of the daily cap.</summary>
public sealed class AwardDay
{
    public required Guid RiderId { get; init; }

    public required string Rule { get; init; }

    public required DateOnly Day { get; init; }

    public required long Points { get; init; }
}

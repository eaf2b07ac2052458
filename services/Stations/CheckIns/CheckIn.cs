namespace RiderPlatform.Stations.CheckIns;

/// <summary>
/// A rider came to a station. Append only; every unique key holds the day and the region stands in the row, so that
/// the table can be partitioned by either without another key.
/// </summary>
public sealed class CheckIn
{
    /// <summary>The date in China.</summary>
    public required DateOnly Day { get; init; }

    public required Guid Id { get; init; }

    public required Guid StationId { get; init; }

    public required Guid RiderId { get; init; }

    /// <summary>Of the station when the rider came.</summary>
    public required string RegionCode { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The rider's place among the day's check-ins at this station, from 1.</summary>
    public required int Number { get; init; }
}

/// <summary>
/// The newest check-in of a rider at a station. Its primary key is what backs the rule of one in thirty minutes: it is
/// moved on only when it is old enough, and of several at once all wait on this row. A bucket of half hours would let
/// 10:29 and 10:31 both pass; an exclusion constraint would need a GiST index over every check-in ever made.
/// </summary>
public sealed class CheckInTurn
{
    public required Guid StationId { get; init; }

    public required Guid RiderId { get; init; }

    public required Guid CheckInId { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>How many came to a station on a day: gives the places, and counts without reading check-ins.</summary>
public sealed class CheckInDay
{
    public required Guid StationId { get; init; }

    public required DateOnly Day { get; init; }

    public required string RegionCode { get; init; }

    public required int Count { get; init; }
}

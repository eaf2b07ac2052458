namespace RiderPlatform.Contracts;

/// <summary>
/// Published by Stations in the transaction that records a rider's check-in: once for a visit, however often the rider
/// taps within thirty minutes.
/// </summary>
[Contract("checked-in", 1, Broadcast = true)]
public sealed record CheckedIn
{
    public required Guid CheckInId { get; init; }

    public required Guid StationId { get; init; }

    public required Guid RiderId { get; init; }

    /// <summary>Of the station.</summary>
    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

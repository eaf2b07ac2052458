using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Finding;

/// <summary>A station with what finding it needs at hand.</summary>
public sealed record FoundStation(Station Station, OpeningHours Hours, IReadOnlySet<string> Available);

/// <summary>
/// All active stations at one revision, immutable, in memory: finding the nearest asks no database, and PostgreSQL
/// stays the record. Replaced as a whole by <see cref="SnapshotRefresh"/>, within about a second of a change on any
/// replica.
/// </summary>
public sealed class StationSnapshot
{
    private volatile Loaded? _current;

    /// <summary>Null until the first load.</summary>
    public StationGrid<FoundStation>? Stations => _current?.Grid;

    /// <summary>-1 until the first load.</summary>
    public long Revision => _current?.Revision ?? -1;

    /// <summary>The ids of those that are open; none before the first load.</summary>
    public IReadOnlyList<Guid> OpenAt(DateTimeOffset moment) => [.. (Stations?.Items ?? [])
        .Where(f => f.Hours.At(moment, PublicHolidays.Announced).OpenNow).Select(f => f.Station.Id)];

    public void Replace(long revision, IEnumerable<Station> stations) => _current = new Loaded(
        revision,
        new StationGrid<FoundStation>(
            stations.Select(Found).OfType<FoundStation>().Select(f => (f.Station.Position, f))));

    private static FoundStation? Found(Station station) => OpeningHours.Parse(station.OpeningHours, out _) is { } hours
        ? new FoundStation(station, hours, station.Services.Where(s => s.Available).Select(s => s.Code).ToHashSet())
        : null;

    private sealed record Loaded(long Revision, StationGrid<FoundStation> Grid);
}

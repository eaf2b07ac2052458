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
    public PointTree<FoundStation>? Stations => _current?.Tree;

    /// <summary>-1 until the first load.</summary>
    public long Revision => _current?.Revision ?? -1;

    /// <summary>The ids of those that are open; none before the first load.</summary>
    public IReadOnlyList<Guid> OpenAt(DateTimeOffset moment)
    {
        var at = HoursMoment.Of(moment, PublicHolidays.Announced);
        return [.. (Stations?.Items ?? []).Where(f => f.Hours.IsOpen(at)).Select(f => f.Station.Id)];
    }

    public void Replace(long revision, IEnumerable<Station> stations) => _current = new Loaded(
        revision,
        new PointTree<FoundStation>(
            stations.Select(Found).OfType<FoundStation>().Select(f => (f.Station.Position, f))));

    private static FoundStation? Found(Station station) => station.EffectiveHours() is { } hours
        ? new FoundStation(station, hours, station.Services.Where(s => s.Available).Select(s => s.Code).ToHashSet())
        : null;

    private sealed record Loaded(long Revision, PointTree<FoundStation> Tree);
}

using System.Collections.Concurrent;
using RiderPlatform.ServiceDefaults.Http;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Feeds;

/// <summary>Names that other services told: organisations by id, regions by code.</summary>
/// <param name="ChangedAt">The last change of any station, closed ones too; null when there never was one.</param>
public sealed record FeedNames(
    IReadOnlyDictionary<Guid, string> Organisations, IReadOnlyDictionary<string, string> Regions,
    DateTimeOffset? ChangedAt);

/// <summary>
/// All active stations as every feed shows them for half a minute: information and status are of the same stations.
/// Immutable, but for the answers that are written out once and kept with it.
/// </summary>
public sealed class OpenStations(
    long revision, DateTimeOffset at, IReadOnlyList<FoundStation> stations, FeedNames names)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Type, Lazy<object>> _made = [];

    public long Revision => revision;

    /// <summary>The moment for which open and closed hold: a whole half minute, the same on every replica.</summary>
    public DateTimeOffset At => at;

    /// <summary>When the register last changed, China time, to the second.</summary>
    public DateTimeOffset ChangedAt => ToSecond(names.ChangedAt ?? at);

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<FoundStation> Stations => stations;

    public FeedNames Names => names;

    public OpeningState StateOf(FoundStation station) => station.Hours.At(at, PublicHolidays.Announced);

    /// <summary>One answer of a type, made by the first who asks.</summary>
    public TaggedJson<T> Answer<T>(Func<OpenStations, T> make) where T : notnull =>
        Once(s => new TaggedJson<T>(make(s), Fresh));

    public T Once<T>(Func<OpenStations, T> make) where T : notnull =>
        (T)_made.GetOrAdd(typeof(T), _ => new Lazy<object>(() => make(this))).Value;

    public static DateTimeOffset ToSecond(DateTimeOffset moment) =>
        new DateTimeOffset(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero)
            .ToOffset(OpeningHours.Shanghai);
}

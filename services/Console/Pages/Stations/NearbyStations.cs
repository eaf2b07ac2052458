using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.Stations;

/// <summary>
/// Where somebody is who did not say: at the middle of a region's stations; and the stations to choose from instead.
/// </summary>
public sealed record NearbyStations(IReadOnlyList<Visits.Feature> All, Position? Middle)
{
    /// <summary>A longer select helps nobody.</summary>
    private const int MostChoices = 300;

    public IEnumerable<(string Name, Position At)> Choices =>
        All.OrderBy(f => f.Properties.RegionCode, StringComparer.Ordinal)
        .ThenBy(f => f.Properties.Name, StringComparer.Ordinal).Take(MostChoices)
        .Select(f => (f.Properties.Name, Of(f)));

    public static async Task<NearbyStations> OfAsync(PlatformApi api, Place place, CancellationToken ct)
    {
        var answer = await api.GetAsync<Visits.Map>(
            PlatformApi.Path("/api/v1/stations/geo", ("region", place.Region)), ct);
        var all = answer.Value?.Features ?? [];
        return new NearbyStations(all, all.Count == 0 ? null : new Position(
            all.Average(f => f.Geometry.Coordinates[0]), all.Average(f => f.Geometry.Coordinates[1])));
    }

    /// <summary>The nearest few, to find one's way by on a map that has no streets.</summary>
    public IEnumerable<(string Name, Position At)> Around(Position middle, int count) =>
        All.Select(f => (f.Properties.Name, At: Of(f))).OrderBy(s => s.At.MetresTo(middle)).Take(count);

    private static Position Of(Visits.Feature station) =>
        new(station.Geometry.Coordinates[0], station.Geometry.Coordinates[1]);
}

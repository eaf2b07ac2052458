using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Feeds.Gbfs;

/// <summary>The two files that list stations, always the same ones.</summary>
internal static class GbfsStations
{
    public static GbfsFeed<GbfsInformation> Information(OpenStations stations) => GbfsFeeds.Of(
        stations.ChangedAt, new GbfsInformation([.. stations.Stations.Select(f => Of(f.Station))]));

    public static GbfsFeed<GbfsStatus> Status(OpenStations stations) => GbfsFeeds.Of(
        stations.At, new GbfsStatus([.. stations.Stations.Select(f => Of(f, stations))]));

    private static GbfsStation Of(Station station)
    {
        var hours = FeedHours.Text(station);
        var words = HoursWords.Of(OpeningHours.Parse(hours, out _)!).Zh;
        return new GbfsStation(
            station.Id.ToString(), GbfsText.Of(station.Name), station.Latitude, station.Longitude, station.Address,
            hours, false, 0, station.Kind, station.RegionCode,
            [.. OfferingView.Of(station.Services.Where(s => s.Available))
                .Select(s => new GbfsService(s.Code, GbfsText.Of(s.NameZh), s.PriceFen ?? 0))],
            GbfsText.Of(words), station.Demo);
    }

    private static GbfsStationStatus Of(FoundStation found, OpenStations stations)
    {
        var state = stations.StateOf(found);
        return new GbfsStationStatus(
            found.Station.Id.ToString(), 0, 0, true, false, false, OpenStations.ToSecond(found.Station.ChangedAt),
            state.OpenNow, state.ClosesAt, state.OpensAt, GbfsText.Of(OpeningWords.Of(state, stations.At).Zh));
    }
}

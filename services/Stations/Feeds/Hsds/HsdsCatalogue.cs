using System.Globalization;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Feeds.Hsds;

/// <summary>
/// The register as HSDS: a location is a station, a service is one that a station offers, and its organisation the one
/// that runs the station. Ids are made from the station and the service's code, so they stay.
/// </summary>
internal sealed class HsdsCatalogue
{
    /// <param name="Service">With all that belongs to it.</param>
    /// <param name="ChangedAt">When its station last changed.</param>
    public sealed record Entry(HsdsService Service, DateTimeOffset ChangedAt);

    private readonly Dictionary<Guid, Entry> _byId;

    public HsdsCatalogue(OpenStations stations)
    {
        Organizations = [.. stations.Stations.GroupBy(f => f.Station.OrganisationId).OrderBy(g => g.Key)
            .Select(g => Of(g.Key, stations.Names.Organisations.GetValueOrDefault(g.Key), g.Count()))];
        var organizations = Organizations.ToDictionary(o => o.Id);
        Services = [.. stations.Stations.SelectMany(f =>
        {
            var location = Location(f.Station, stations.Names);
            return OfferingView.Of(f.Station.Services.Where(s => s.Available)).Select(s => new Entry(
                Of(f.Station, s, organizations[f.Station.OrganisationId], location), f.Station.ChangedAt));
        })];
        _byId = Services.DistinctBy(e => e.Service.Id).ToDictionary(e => e.Service.Id);
    }

    public IReadOnlyList<HsdsOrganization> Organizations { get; }

    public IReadOnlyList<Entry> Services { get; }

    public HsdsService? Find(string id) =>
        Guid.TryParse(id, out var known) ? _byId.GetValueOrDefault(known)?.Service : null;

    private static HsdsOrganization Of(Guid id, string? name, int stations) => new(
        id, name ?? $"单位 {id}",
        $"运营 {stations} 个骑手驿站。 Runs {stations} rest station{(stations == 1 ? "" : "s")} for delivery riders.");

    private static HsdsService Of(
        Station station, OfferingView service, HsdsOrganization organization, HsdsLocation location)
    {
        var key = $"{station.Id}/{service.Code}";
        var id = StableId.Of($"hsds/service/{key}");
        var hours = FeedHours.Text(station);
        var yuan = (service.PriceFen ?? 0) / 100m;
        var (zh, _) = HoursWords.Of(OpeningHours.Parse(hours, out _)!);
        return new HsdsService(
            id, $"{service.NameZh}（{station.Name}）", service.NameEn, $"{station.Name}的{service.NameZh}服务。", "active",
            yuan == 0 ? "免费 Free of charge" : string.Create(CultureInfo.InvariantCulture, $"{yuan:0.00} 元 CNY"),
            organization,
            [new HsdsSchedule(StableId.Of($"hsds/schedule/{key}"), OpeningHours.Shanghai.Hours, zh, hours)],
            [new HsdsServiceAtLocation(StableId.Of($"hsds/service-at-location/{key}"), location)],
            [new HsdsCostOption(StableId.Of($"hsds/cost/{key}"), "CNY", yuan)]);
    }

    private static HsdsLocation Location(Station station, FeedNames names)
    {
        string Region(int digits)
        {
            var code = station.RegionCode[..Math.Min(digits, station.RegionCode.Length)];
            return names.Regions.GetValueOrDefault(code) ?? code;
        }

        return new HsdsLocation(
            station.Id, "physical", station.Name, station.Latitude, station.Longitude,
            [
                new HsdsAddress(
                    StableId.Of($"hsds/address/{station.Id}"), station.Address, Region(4), Region(2), "", "CN",
                    "physical"),
            ]);
    }
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Stations;

/// <summary>
/// The nearest stations, for anybody. The position stands in the address, so that it can be passed on.
/// </summary>
public sealed class IndexModel : ConsolePage
{
    private const int Shown = 20;
    private const int ShownInstead = 3;
    private const int Chips = 8;

    [BindProperty(SupportsGet = true)]
    public string? Lng { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Lat { get; set; }

    /// <summary>What the select without scripts sends: <c>104.081,30.657</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Near { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Service { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Open { get; set; }

    public bool OnlyOpen => Open == "true";

    /// <summary>What the person said, by whatever way.</summary>
    public Position? Said { get; private set; }

    public Position? From { get; private set; }

    public Answer<Visits.Nearest> Found { get; private set; }

    /// <summary>Where nothing fits: what is nearest all the same.</summary>
    public IReadOnlyList<Visits.Near> Instead { get; private set; } = [];

    public IReadOnlyList<Visits.Offered> Services { get; private set; } = [];

    public NearbyStations Around { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Said = Position.Read(Near) ?? Position.Read(Lng, Lat);
        var offered = Api.GetAsync<Visits.OfferedList>("/api/v1/stations/services", Aborted);
        Around = await NearbyStations.OfAsync(Api, Here, Aborted);
        Services = [.. ((await offered).Value?.Items ?? []).Take(Chips)];
        From = Said ?? Around.Middle;
        if (From is not { } from)
        {
            return;
        }

        Found = await NearestAsync(from, Shown, Service, OnlyOpen ? "true" : null);
        if (Found.Value is { Items.Count: 0 })
        {
            Instead = (await NearestAsync(from, ShownInstead, null, null)).Value?.Items ?? [];
        }
    }

    /// <summary>This page with another service or without the hours.</summary>
    public string Link(string? service, bool open) => Here.Link(
        "/console/stations", ("lng", Said?.LongitudeText), ("lat", Said?.LatitudeText), ("service", service),
        ("open", open ? "true" : null));

    private Task<Answer<Visits.Nearest>> NearestAsync(Position from, int count, string? service, string? open) =>
        Api.GetAsync<Visits.Nearest>(PlatformApi.Path(
            "/api/v1/stations/nearest", ("longitude", from.LongitudeText), ("latitude", from.LatitudeText),
            ("limit", count), ("service", service), ("openNow", open)), Aborted);
}

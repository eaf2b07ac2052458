using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.Keeper;

/// <summary>A day at the station: who checked in, and what was handed over.</summary>
public sealed class IndexModel(TimeProvider time) : KeeperPage
{
    private const int Size = 20;
    private const int RefusedShown = 10;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    /// <summary>The date in China of the moment that the page looks at.</summary>
    public string Date { get; private set; } = "";

    public Answer<Console.Api.Visits.Day> Visits { get; private set; }

    public Answer<Rewards.HandedOverDay> HandedOver { get; private set; }

    /// <summary>The last hand-overs that were refused here, whenever it was.</summary>
    public IReadOnlyList<Rewards.Refused> Attempts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        Date = ChinaTime.Day(Here.At ?? time.GetUtcNow());
        await FindStationAsync();
        if (Station is not { } station)
        {
            return;
        }

        var visits = Api.GetAsync<Console.Api.Visits.Day>(PlatformApi.Path(
            $"/api/v1/stations/{station.Id}/check-ins", ("date", Date), ("page", Number), ("size", Size)), Aborted);
        HandedOver = await Api.GetAsync<Rewards.HandedOverDay>(PlatformApi.Path(
            "/api/v1/vouchers/redeemed", ("station", station.Id), ("date", Date), ("size", 100)), Aborted);
        Visits = await visits;
        Attempts = (await Api.GetAsync<Listed<Rewards.Refused>>(PlatformApi.Path(
            "/api/v1/vouchers/refused", ("station", station.Id), ("size", RefusedShown)), Aborted)).Value?.Items ?? [];
    }

    public string Link(int page) => Here.Link(
        "/console/keeper", ("station", Station?.Id), ("page", page == 1 ? null : page)) + "#visits";

    /// <summary>Height of an hour's bar in a drawing of 60.</summary>
    public static string Height(int count, int most) =>
        (most == 0 ? 0 : 60.0 * count / most).ToString("0.#", CultureInfo.InvariantCulture);
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Keeper;

/// <summary>At one of the keeper's own stations: the one in the address, else the first.</summary>
public abstract class KeeperPage : ConsolePage
{
    [BindProperty(SupportsGet = true, Name = "station")]
    public Guid? Chosen { get; set; }

    public Answer<Listed<Visits.Station>> Own { get; private set; }

    /// <summary>Null where the keeper has none.</summary>
    public Visits.Station? Station { get; private set; }

    protected async Task FindStationAsync()
    {
        Own = await Api.GetAsync<Listed<Visits.Station>>(
            PlatformApi.Path("/api/v1/stations", ("status", "Active"), ("size", 200)), Aborted);
        var all = Own.Value?.Items ?? [];
        Station = all.FirstOrDefault(s => s.Id == Chosen) ?? (all.Count > 0 ? all[0] : null);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Stations;

/// <summary>One station: when it is open, what it has, how to get there; whoever is there checks in.</summary>
public sealed class OneModel : ConsolePage
{
    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Visits.Station Station { get; private set; } = null!;

    /// <summary>What the QR code on its door says.</summary>
    public string Address => $"{Request.Scheme}://{Request.Host}/console/stations/{Station.Id}";

    public string Geo => string.Create(
        CultureInfo.InvariantCulture,
            $"geo:{Station.Latitude},{Station.Longitude}?q={Station.Latitude},{Station.Longitude}(")
        + Uri.EscapeDataString(Station.Name) + ")";

    public async Task<IActionResult> OnGetAsync(Guid id) => await LoadAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (!Me.IsSignedIn)
        {
            return Challenge();
        }

        var answer = await Api.PostAsync<Visits.CheckedIn>($"/api/v1/stations/{id}/check-ins", null, Key, Aborted);
        if (answer.Value is { } visit)
        {
            return Done(Here.Link($"/console/stations/{id}"), T.Of(
                "stations.checked-in", visit.Number, ChinaTime.Clock(visit.At)));
        }

        return await LoadAsync(id) ?? Refuse(answer.Problem!);
    }

    private async Task<IActionResult?> LoadAsync(Guid id)
    {
        var answer = await Api.GetAsync<Visits.Station>($"/api/v1/stations/{id}", Aborted);
        if (answer.Value is null)
        {
            return Failed(answer.Problem!);
        }

        Station = answer.Value;
        return null;
    }
}

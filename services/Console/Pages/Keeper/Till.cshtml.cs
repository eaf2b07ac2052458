using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Pages.Keeper;

/// <summary>
/// A till for where the network goes away: prepared with one, it checks passes and notes hand-overs by itself and
/// reports them when the network is back. The page and its scripts are kept by the service worker.
/// </summary>
public sealed class TillModel(IAntiforgery antiforgery) : KeeperPage
{
    private const int Size = 20;
    private static readonly string[] Said =
    [
        "state", "none", "over", "good", "forged", "ended", "before", "full", "elsewhere", "waiting.none", "failed",
    ];

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Rewards.Offline>> List { get; private set; }

    /// <summary>What the script says, in the page's language.</summary>
    public string Words => JsonSerializer.Serialize(Said.ToDictionary(s => s, s => T[$"till.{s}"]));

    public async Task OnGetAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        await FindStationAsync();
        if (Station is { } station)
        {
            List = await Api.GetAsync<Listed<Rewards.Offline>>(PlatformApi.Path(
                "/api/v1/vouchers/offline", ("station", station.Id), ("page", Number), ("size", Size)), Aborted);
        }
    }

    /// <summary>A kept page is older than its token.</summary>
    public IActionResult OnGetToken() =>
        new JsonResult(new { token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken });

    public Task<IActionResult> OnPostPermitAsync(Guid stationId) =>
        PassOnAsync("/api/v1/vouchers/permits", new { stationId });

    /// <summary>What was accepted, in order: each pass with its moment.</summary>
    public Task<IActionResult> OnPostReportAsync(Guid permit, string[] pass, string[] acceptedAt) => PassOnAsync(
        $"/api/v1/vouchers/permits/{permit}/hand-overs",
        new { items = pass.Zip(acceptedAt, (one, at) => new { pass = one, acceptedAt = at }) });

    public string Link(int page) =>
        Here.Link("/console/keeper/till", ("station", Station?.Id), ("page", page == 1 ? null : page));

    private async Task<IActionResult> PassOnAsync(string path, object body)
    {
        var answer = await Api.PostAsync<JsonElement>(path, body, null, Aborted);
        return answer.Ok ? new JsonResult(answer.Value)
            : new JsonResult(new { answer.Problem!.Detail }) { StatusCode = answer.Problem.Status };
    }
}

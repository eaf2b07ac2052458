using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Tasks;

/// <summary>One demand in a rider's hand: claim, give back, check in, hand in the proof.</summary>
[RequestSizeLimit(Composition.MaxUpload)]
public sealed class DemandModel : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? Lng { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Lat { get; set; }

    /// <summary>Where the rider stands, <c>104.081,30.657</c>: a script fills it in, or the rider does.</summary>
    [BindProperty]
    public string? Position { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Console.Api.Tasks.Demand One { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id) => await LoadAsync(id) ?? Page();

    public Task<IActionResult> OnPostClaimAsync(Guid id) => DoAsync<object>(id, "claim", new { }, "tasks.done.claim");

    public Task<IActionResult> OnPostWithdrawAsync(Guid id) =>
        DoAsync<object>(id, "withdraw", new { }, "tasks.done.withdraw");

    public Task<IActionResult> OnPostCheckInAsync(Guid id)
    {
        var here = Stations.Position.Read(Position);
        return DoAsync<object>(
            id, "check-in", new { here?.Longitude, here?.Latitude }, "tasks.done.check-in", ("position", "Position"));
    }

    public async Task<IActionResult> OnPostDoneAsync(Guid id, List<IFormFile> photos)
    {
        using var body = Reports.Body([("note", Note)], photos);
        var answer = await Api.SendAsync<object>(HttpMethod.Post, $"/api/v1/demands/{id}/done", body, Key, Aborted);
        return answer.Ok ? Done(Link(id), T["tasks.done.done"])
            : await LoadAsync(id) ?? Refuse(answer.Problem!, ("note", "Note"));
    }

    public string Link(Guid id, string? handler = null) =>
        Here.Link($"/console/tasks/{id}", ("lng", Lng), ("lat", Lat), ("handler", handler));

    private async Task<IActionResult> DoAsync<T2>(
        Guid id, string what, object body, string done, params (string Api, string Form)[] names)
    {
        var answer = await Api.PostAsync<T2>($"/api/v1/demands/{id}/{what}", body, Key, Aborted);
        return answer.Ok ? Done(Link(id), T[done]) : await LoadAsync(id) ?? Refuse(answer.Problem!, names);
    }

    private async Task<IActionResult?> LoadAsync(Guid id)
    {
        var near = Stations.Position.Read(Lng, Lat)?.ToString();
        var answer = await Api.GetAsync<Console.Api.Tasks.One>(
            PlatformApi.Path($"/api/v1/demands/{id}", ("near", near)), Aborted);
        if (answer.Value is not { } one)
        {
            return Failed(answer.Problem!);
        }

        One = one.Demand;
        return null;
    }
}

using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Imports;

/// <summary>Old cases from a file: tried first, then imported; how far it is, and what became of every line.</summary>
[RequestSizeLimit(Composition.MaxUpload)]
public sealed class IndexModel : ConsolePage
{
    public const string Address = "/console/imports";
    private const int Size = 20;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public string? Source { get; set; }

    /// <summary>Write the cases, and do not only try.</summary>
    [BindProperty]
    public bool ForGood { get; set; }

    public Answer<Listed<Api.Imports.Job>> Jobs { get; private set; }

    public bool IsBusy => Jobs.Value?.Items.Any(j => j.FinishedAt is null) == true;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(IFormFile? file)
    {
        using var body = new StreamContent(file?.OpenReadStream() ?? Stream.Null);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var answer = await Api.SendAsync<Api.Imports.Job>(
            HttpMethod.Post,
            PlatformApi.Path("/api/v1/imports", ("source", Source), ("dryRun", ForGood ? "false" : "true")),
            body, null, Aborted);
        if (answer.Ok)
        {
            return Done(Here.Link(Address), T[ForGood ? "imports.started" : "imports.tried"]);
        }

        await LoadAsync();
        return Refuse(answer.Problem!, ("source", nameof(Source)));
    }

    /// <summary>The report as the API makes it, line by line.</summary>
    public async Task<IActionResult> OnGetReportAsync(Guid id)
    {
        var answer = await Api.OpenAsync($"/api/v1/imports/{id}/report", null, Aborted);
        if (answer is not { IsSuccessStatusCode: true })
        {
            using var refused = answer;
            return Failed(refused is null ? Problem.Unavailable : await Problem.OfAsync(refused, Aborted));
        }

        HttpContext.Response.RegisterForDispose(answer);
        return File(await answer.Content.ReadAsStreamAsync(Aborted), "text/csv; charset=utf-8", $"import-{id}.csv");
    }

    public string Link(int page) => Here.Link(Address, ("page", page == 1 ? null : page));

    private async Task LoadAsync() => Jobs = await Api.GetAsync<Listed<Api.Imports.Job>>(
        PlatformApi.Path("/api/v1/imports", ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);
}

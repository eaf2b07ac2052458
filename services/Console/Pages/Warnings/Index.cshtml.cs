using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Warnings;

/// <summary>The weather warnings of the place; who may takes one in as a CAP file.</summary>
[RequestSizeLimit(MostBytes)]
public sealed class IndexModel : ConsolePage
{
    private const int Size = 20;

    /// <summary>A message of 1 MiB and the form around it.</summary>
    private const int MostBytes = 2 * 1024 * 1024;

    [BindProperty(SupportsGet = true)]
    public string? Active { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Api.Appeals.Warning>> List { get; private set; }

    /// <summary>What is wrong with the file: element → sentences.</summary>
    public IReadOnlyDictionary<string, string[]> Faults =>
        Refused is { Name: "InvalidCap" } refused ? refused.Errors : new Dictionary<string, string[]>();

    public bool MayIssue => Me.Has(Roles.Administrator) || Me.Has(Roles.Operations);

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync(IFormFile? cap)
    {
        await LoadAsync();
        if (cap is null)
        {
            ModelState.AddModelError("cap", T["warnings.file.needed"]);
            Response.StatusCode = 400;
            return Page();
        }

        using var body = new StreamContent(cap.OpenReadStream());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/cap+xml");
        var answer = await Api.SendAsync<Api.Appeals.Warning>(
            HttpMethod.Post, "/api/v1/warnings", body, null, Aborted);
        return answer.Value is { } made
            ? Done(Here.Link("/console/warnings"), T.Of("warnings.received", made.Headline ?? made.Identifier))
            : Refuse(answer.Problem!);
    }

    public string Link(string? active, int page = 1) =>
        Here.Link("/console/warnings", ("active", active), ("page", page == 1 ? null : page));

    private async Task LoadAsync() => List = await Api.GetAsync<Listed<Api.Appeals.Warning>>(PlatformApi.Path(
        "/api/v1/warnings", ("active", Active is "true" ? Active : null), ("region", Here.Region),
        ("at", Here.AtInstant), ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Digest;

/// <summary>What a number of the digest counts.</summary>
public sealed class EntriesModel : ConsolePage
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true)]
    public string? Figure { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Organisation { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Governance.Entry>> Entries { get; private set; }

    public async Task OnGetAsync() => Entries = await Api.GetAsync<Listed<Governance.Entry>>(PlatformApi.Path(
        "/api/v1/digests/entries", ("figure", Figure), ("region", Organisation is null ? Here.Region : null),
        ("organisation", Organisation), ("category", Category), ("from", From), ("to", To),
        ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);

    public string Link(int page) => Here.Link(
        "/console/digest/entries", ("figure", Figure), ("organisation", Organisation), ("category", Category),
        ("from", From), ("to", To), ("page", page == 1 ? null : page));
}

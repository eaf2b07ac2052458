using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.Offers;

/// <summary>Everything that is, was or will be offered for points here.</summary>
public sealed class IndexModel(TimeProvider time) : ConsolePage
{
    public const string Address = "/console/points/rewards";
    private const int Size = 20;

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public DateTimeOffset Now => time.GetUtcNow();

    public Answer<Listed<Catalogue.Reward>> List { get; private set; }

    public async Task OnGetAsync()
    {
        (Kind, Number) = (RewardForm.Kinds.FirstOrDefault(k => k == Kind), Math.Clamp(Number, 1, 10_000));
        List = await Api.GetAsync<Listed<Catalogue.Reward>>(PlatformApi.Path(
            "/api/v1/rewards/catalogue", ("region", Here.Region), ("kind", Kind), ("q", Q), ("page", Number),
            ("size", Size)), Aborted);
    }

    public string Link(int page) =>
        Here.Link(Address, ("kind", Kind), ("q", Q), ("page", page == 1 ? null : page));
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Shop;

/// <summary>What points buy here, cheapest first.</summary>
public sealed class IndexModel : ConsolePage
{
    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Rewards.Reward>> List { get; private set; }

    public Rewards.Balance? Balance { get; private set; }

    public async Task OnGetAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var balance = Api.GetAsync<Rewards.Balance>("/api/v1/points/me", Aborted);
        List = await Api.GetAsync<Listed<Rewards.Reward>>(PlatformApi.Path(
            "/api/v1/rewards", ("region", Here.Region), ("page", Number), ("size", 20)), Aborted);
        Balance = (await balance).Value;
    }

    public string Link(int page) => Here.Link("/console/shop", ("page", page == 1 ? null : page));
}

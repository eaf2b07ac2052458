using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Funds;

/// <summary>What each fund had, holds back for points, has spent and has left: for everybody.</summary>
public sealed class IndexModel : ConsolePage
{
    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Money.Fund>> List { get; private set; }

    public async Task OnGetAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        List = await Api.GetAsync<Listed<Money.Fund>>(PlatformApi.Path(
            "/api/v1/funds/open", ("region", Here.Region), ("page", Number), ("size", 20)), Aborted);
    }

    public string Link(int page) => Here.Link("/console/funds", ("page", page == 1 ? null : page));
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.My;

/// <summary>The rider's vouchers, newest first.</summary>
public sealed class VouchersModel : ConsolePage
{
    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Rewards.Voucher>> List { get; private set; }

    public async Task OnGetAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        List = await Api.GetAsync<Listed<Rewards.Voucher>>(
            PlatformApi.Path("/api/v1/vouchers", ("page", Number), ("size", 20)), Aborted);
    }

    public string Link(int page) => Here.Link("/console/my/vouchers", ("page", page == 1 ? null : page));
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Points.Purse;

/// <summary>The tree of funds: what each may lease, has, backs points with and has spent.</summary>
public sealed class IndexModel : ConsolePage
{
    public const string Address = "/console/points/funds";

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Money.Fund>> List { get; private set; }

    public bool MayChange => Me.Has(Roles.Administrator);

    public async Task OnGetAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        List = await Api.GetAsync<Listed<Money.Fund>>(
            PlatformApi.Path("/api/v1/funds", ("page", Number), ("size", 100)), Aborted);
    }

    /// <summary>A child's region lies in its parent's, so that the list by region is the tree from the top.</summary>
    public int DepthOf(Money.Fund fund)
    {
        var depth = 0;
        for (var one = fund; one?.ParentId is { } parent; depth++)
        {
            one = List.Value!.Items.FirstOrDefault(f => f.Id == parent);
        }

        return depth;
    }

    public string Link(int page) => Here.Link(Address, ("page", page == 1 ? null : page));
}

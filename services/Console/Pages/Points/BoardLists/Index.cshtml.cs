using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.BoardLists;

/// <summary>Leaderboards that were frozen for award rounds.</summary>
public sealed class IndexModel : ConsolePage
{
    public const string Address = "/console/points/boards";
    private const int Size = 20;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Api.Boards.Frozen>> List { get; private set; }

    public async Task OnGetAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        List = await Api.GetAsync<Listed<Api.Boards.Frozen>>(
            PlatformApi.Path(
                "/api/v1/points/boards", ("region", Here.Region), ("page", Number), ("size", Size)), Aborted);
    }

    public string Link(int page) => Here.Link(Address, ("page", page == 1 ? null : page));
}

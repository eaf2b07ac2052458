using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Demands;

/// <summary>A community's needs, and the work that waits to be verified.</summary>
public sealed class IndexModel : ConsolePage
{
    private const int Size = 20;
    public static readonly IReadOnlyList<string> States = ["Open", "Full", "Ended", "Cancelled"];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Console.Api.Tasks.Demand>> List { get; private set; }

    public Answer<Listed<Console.Api.Tasks.Line>> Queue { get; private set; }

    public async Task OnGetAsync()
    {
        (State, Number) = (States.FirstOrDefault(s => s == State) ?? States[0], Math.Clamp(Number, 1, 10_000));
        var queue = Api.GetAsync<Listed<Console.Api.Tasks.Line>>(
            "/api/v1/demands/claims?state=Submitted&size=50", Aborted);
        List = await Api.GetAsync<Listed<Console.Api.Tasks.Demand>>(PlatformApi.Path(
            "/api/v1/demands", ("status", State), ("region", Here.Region), ("page", Number), ("size", Size)), Aborted);
        Queue = await queue;
    }

    public string Link(string state, int page = 1) =>
        Here.Link("/console/demands", ("state", state), ("page", page == 1 ? null : page));
}

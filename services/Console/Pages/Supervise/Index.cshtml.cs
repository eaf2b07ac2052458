using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Supervise;

/// <summary>The supervisor's board: what is late at which unit, and the orders that wait for an answer.</summary>
public sealed class IndexModel : ConsolePage
{
    private const int Size = 20;
    public static readonly IReadOnlyList<string> States = ["Open", "Answered", "Lifted"];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Supervision.Board> Board { get; private set; }

    public Answer<Listed<Supervision.Order>> Orders { get; private set; }

    public async Task OnGetAsync()
    {
        State = States.FirstOrDefault(s => s == State) ?? States[0];
        var orders = Api.GetAsync<Listed<Supervision.Order>>(PlatformApi.Path(
            "/api/v1/supervision/orders", ("state", State), ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)),
            Aborted);
        Board = await Api.GetAsync<Supervision.Board>("/api/v1/supervision/board", Aborted);
        Orders = await orders;
    }

    public string Link(string state, int page = 1) =>
        Here.Link("/console/supervise", ("state", state), ("page", page == 1 ? null : page));
}

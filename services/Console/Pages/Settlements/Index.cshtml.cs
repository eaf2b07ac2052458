using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Settlements;

/// <summary>Months and what was earned in them, to the organisation; what is to be paid, to the funds.</summary>
public sealed class IndexModel : ConsolePage
{
    public const string Address = "/console/settlements";
    public static readonly IReadOnlyList<string> States = ["Made", "Objected", "Confirmed", "Paid"];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Money.Settlement>> List { get; private set; }

    public static string Tone(string state) =>
        state switch { "Paid" => "good", "Confirmed" => "busy", "Objected" => "bad", _ => "wait" };

    public async Task OnGetAsync()
    {
        (State, Number) = (States.FirstOrDefault(s => s == State), Math.Clamp(Number, 1, 10_000));
        List = await Api.GetAsync<Listed<Money.Settlement>>(PlatformApi.Path(
            "/api/v1/settlements", ("state", State), ("page", Number), ("size", 20)), Aborted);
    }

    public string Link(int page) => Here.Link(Address, ("state", State), ("page", page == 1 ? null : page));
}

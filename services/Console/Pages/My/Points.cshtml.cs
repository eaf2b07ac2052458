using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.My;

/// <summary>What the rider has, and every entry that made it so.</summary>
public sealed class PointsModel : ConsolePage
{
    private const int Size = 20;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Rewards.Balance> Balance { get; private set; }

    public Answer<Listed<Rewards.Entry>> Entries { get; private set; }

    public Answer<List<PointProposals.Debt>> Debts { get; private set; }

    public async Task OnGetAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var balance = Api.GetAsync<Rewards.Balance>("/api/v1/points/me", Aborted);
        var debts = Api.GetAsync<List<PointProposals.Debt>>("/api/v1/points/me/debts", Aborted);
        Entries = await Api.GetAsync<Listed<Rewards.Entry>>(
            PlatformApi.Path("/api/v1/points/me/entries", ("page", Number), ("size", Size)), Aborted);
        Balance = await balance;
        Debts = await debts;
    }

    public string Link(int page) => Here.Link("/console/my/points", ("page", page == 1 ? null : page));
}

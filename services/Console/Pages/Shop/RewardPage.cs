using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Shop;

/// <summary>A reward with what the rider has for it: to look at, and to confirm.</summary>
public abstract class RewardPage : ConsolePage
{
    public Rewards.Reward Reward { get; private set; } = null!;

    public Rewards.Balance? Balance { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id) => await LoadAsync(id) ?? Page();

    protected async Task<IActionResult?> LoadAsync(Guid id)
    {
        var balance = Api.GetAsync<Rewards.Balance>("/api/v1/points/me", Aborted);
        var answer = await Api.GetAsync<Rewards.Reward>($"/api/v1/rewards/{id}", Aborted);
        Balance = (await balance).Value;
        if (answer.Value is null)
        {
            return Failed(answer.Problem!);
        }

        Reward = answer.Value;
        return null;
    }
}

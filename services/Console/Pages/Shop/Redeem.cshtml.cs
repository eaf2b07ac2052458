using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Pages.Shop;

/// <summary>Points for a voucher, once confirmed. The page's key makes a second click the same redemption.</summary>
public sealed class RedeemModel : RewardPage
{
    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var answer = await Api.PostAsync<Rewards.Voucher>($"/api/v1/rewards/{id}/redemptions", null, Key, Aborted);
        if (answer.Value is { } voucher)
        {
            return Done(Here.Link($"/console/my/vouchers/{voucher.Id}"), T["shop.redeemed"]);
        }

        // What was refused stays refused under its key; after a fault the key must stay, or it could be done twice.
        Key = answer.Problem!.Status == 409 ? Guid.CreateVersion7().ToString() : Key;
        return await LoadAsync(id) ?? Refuse(answer.Problem!);
    }
}

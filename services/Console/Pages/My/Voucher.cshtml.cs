using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.My;

/// <summary>One voucher to show at the counter.</summary>
public sealed class VoucherModel : ConsolePage
{
    public Rewards.Voucher Voucher { get; private set; } = null!;

    /// <summary>What the code says: the keeper's page with the code filled in, whichever camera reads it.</summary>
    public string Address => $"{Request.Scheme}://{Request.Host}/console/keeper/redeem?code={Voucher.Code}";

    public async Task<IActionResult> OnGetAsync(string code) => await LoadAsync(code) ?? Page();

    /// <summary>Gives it back; twice is once.</summary>
    public async Task<IActionResult> OnPostAsync(string code)
    {
        var answer = await Api.PostAsync<Rewards.Voucher>(
            $"/api/v1/vouchers/{Uri.EscapeDataString(code)}/cancellation", null, null, Aborted);
        if (answer.Ok)
        {
            return Done(Here.Link($"/console/my/vouchers/{code}"), T["voucher.cancelled"]);
        }

        return await LoadAsync(code) ?? Refuse(answer.Problem!);
    }

    private async Task<IActionResult?> LoadAsync(string code)
    {
        var answer = await Api.GetAsync<Rewards.Voucher>(
            $"/api/v1/vouchers/{Uri.EscapeDataString(code)}", Aborted);
        if (answer.Value is null)
        {
            return Failed(answer.Problem!);
        }

        Voucher = answer.Value;
        return null;
    }
}

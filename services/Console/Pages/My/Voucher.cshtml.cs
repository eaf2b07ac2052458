using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.My;

/// <summary>One voucher to show at the counter.</summary>
public sealed class VoucherModel : ConsolePage
{
    public Rewards.Voucher Voucher { get; private set; } = null!;

    /// <summary>What the code says: the keeper's page with the code filled in, whichever camera reads it.</summary>
    public string? Address { get; private set; }

    /// <summary>What it says is a pass, for where there is no network.</summary>
    public bool IsPass { get; private set; }

    /// <param name="pass">Shows the pass in place of the present code.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, bool pass)
    {
        if (await LoadAsync(id) is { } failed)
        {
            return failed;
        }

        IsPass = pass && Voucher.Redeemable && Voucher.PassUntil is not null;
        var shown = !Voucher.Redeemable ? default : await Api.GetAsync<Rewards.Token>(
            $"/api/v1/vouchers/{id}/{(IsPass ? "pass" : "shown")}", Aborted);
        Address = shown.Value is { } token
            ? $"{Request.Scheme}://{Request.Host}/console/keeper/redeem?code={token.Text}" : null;
        return Page();
    }

    /// <summary>A pass to take along; asking again gives the same one.</summary>
    public async Task<IActionResult> OnPostPassAsync(Guid id)
    {
        var answer = await Api.PostAsync<Rewards.Token>($"/api/v1/vouchers/{id}/pass", null, null, Aborted);
        return answer.Ok ? Redirect(Here.Link($"/console/my/vouchers/{id}", ("pass", "true")))
            : await LoadAsync(id) ?? Refuse(answer.Problem!);
    }

    /// <summary>Gives it back; twice is once.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var answer = await Api.PostAsync<Rewards.Voucher>($"/api/v1/vouchers/{id}/cancellation", null, null, Aborted);
        if (answer.Ok)
        {
            return Done(Here.Link($"/console/my/vouchers/{id}"), T["voucher.cancelled"]);
        }

        return await LoadAsync(id) ?? Refuse(answer.Problem!);
    }

    private async Task<IActionResult?> LoadAsync(Guid id)
    {
        var answer = await Api.GetAsync<Rewards.Voucher>($"/api/v1/vouchers/{id}", Aborted);
        if (answer.Value is null)
        {
            return Failed(answer.Problem!);
        }

        Voucher = answer.Value;
        return null;
    }
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Pages.Keeper;

/// <summary>
/// A voucher at the counter: what it is and whether it may be handed over here, then the confirmation. Whatever
/// happened before is shown with its moment and place.
/// </summary>
public sealed class RedeemModel : KeeperPage
{
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Answer<Rewards.Voucher> Voucher { get; private set; }

    public bool IsAsked => !string.IsNullOrWhiteSpace(Code) && Station is not null;

    /// <summary>What was typed; of what a camera read, the end.</summary>
    public string? Shown => Code is { Length: > 30 } read ? $"…{read[^4..]}" : Code;

    public bool IsJustDone => TempData.Peek("handed-over")?.ToString() == Voucher.Value?.Id.ToString();

    public async Task OnGetAsync()
    {
        // The address that the voucher's code says may be pasted as a whole.
        Code = Code?.Trim() is { } code && code.Contains("code=", StringComparison.Ordinal)
            ? Uri.UnescapeDataString(code[(code.LastIndexOf("code=", StringComparison.Ordinal) + 5)..].Split('&')[0])
            : Code?.Trim();
        await FindStationAsync();
        if (IsAsked)
        {
            Voucher = await Api.GetAsync<Rewards.Voucher>(PlatformApi.Path(
                $"/api/v1/vouchers/{Uri.EscapeDataString(Code!)}", ("station", Station!.Id)), Aborted);
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!IsAsked)
        {
            return Page();
        }

        var answer = await Api.PostAsync<Rewards.Voucher>(
            $"/api/v1/vouchers/{Uri.EscapeDataString(Code!)}/redemption", new { StationId = Station!.Id }, Key,
                Aborted);
        if (answer.Value is { } voucher)
        {
            TempData["handed-over"] = voucher.Id.ToString();
        }
        else if (answer.Problem!.Name is not "AlreadyRedeemed")
        {
            return Refuse(answer.Problem);
        }

        // Done now, or done before: the same page says which.
        return Redirect(Here.Link("/console/keeper/redeem", ("station", Station.Id), ("code", Code)));
    }
}

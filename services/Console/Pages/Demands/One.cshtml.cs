using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Demands;

/// <summary>One demand with its claims: verify the work, or cancel.</summary>
public sealed class OneModel : ConsolePage
{
    [BindProperty]
    public Guid? Claim { get; set; }

    [BindProperty]
    public bool Accepted { get; set; }

    [BindProperty]
    public string? Hours { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? CancelReason { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Console.Api.Tasks.One One { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id) => await LoadAsync(id) ?? Page();

    public async Task<IActionResult> OnPostVerifyAsync(Guid id)
    {
        decimal? hours = decimal.TryParse(Hours, NumberStyles.Number, CultureInfo.InvariantCulture, out var h) ? h
            : null;
        var answer = await Api.PostAsync<object>(
            $"/api/v1/demands/claims/{Claim}/verification", new { Accepted, Hours = hours, Reason }, Key, Aborted);
        return answer.Ok ? Done(Link(id), T[Accepted ? "demands.done.accepted" : "demands.done.refused"])
            : await LoadAsync(id) ?? Refuse(answer.Problem!, ("hours", "Hours"), ("reason", "Reason"));
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id)
    {
        var answer = await Api.PostAsync<object>(
            $"/api/v1/demands/{id}/cancel", new { Reason = CancelReason }, Key, Aborted);
        return answer.Ok ? Done(Link(id), T["demands.done.cancelled"])
            : await LoadAsync(id) ?? Refuse(answer.Problem!, ("reason", "CancelReason"));
    }

    public string Link(Guid id, string? handler = null) => Here.Link($"/console/demands/{id}", ("handler", handler));

    private async Task<IActionResult?> LoadAsync(Guid id)
    {
        var answer = await Api.GetAsync<Console.Api.Tasks.One>($"/api/v1/demands/{id}", Aborted);
        if (answer.Value is not { } one)
        {
            return Failed(answer.Problem!);
        }

        One = one;
        return null;
    }
}

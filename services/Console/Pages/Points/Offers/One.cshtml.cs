using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.Offers;

/// <summary>
/// One reward of the catalogue: to offer, to change, to end, and its stock. <c>new</c> in place of an id.
/// </summary>
public sealed class OneModel : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    [BindProperty]
    public RewardForm Form { get; set; } = new();

    /// <summary>Of what is sent: a second click is the same.</summary>
    [BindProperty]
    public Guid Key { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Pieces { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Null for one that is new.</summary>
    public Catalogue.Reward? Reward { get; private set; }

    public Listed<Catalogue.StockChange>? Changes { get; private set; }

    public bool IsNew => Id == "new";

    public async Task<IActionResult> OnGetAsync()
    {
        if (IsNew)
        {
            Form.Region = Here.Region;
            return Page();
        }

        if (await LoadAsync() is { } failed)
        {
            return failed;
        }

        Form = RewardForm.Of(Reward!);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!IsNew && await LoadAsync() is { } failed)
        {
            return failed;
        }

        using var body = JsonContent.Create(Form.Body(IsNew ? Key : null), options: PlatformApi.Json);
        var answer = IsNew
            ? await Api.SendAsync<Catalogue.Reward>(HttpMethod.Post, "/api/v1/rewards", body, null, Aborted)
            : await Api.SendAsync<Catalogue.Reward>(HttpMethod.Put, $"/api/v1/rewards/{Id}", body, null, Aborted);
        return answer.Value is { } made
            ? Done(Here.Link($"{IndexModel.Address}/{made.Id}"), T[IsNew ? "catalogue.offered" : "catalogue.saved"])
            : Refuse(answer.Problem!, RewardForm.Names);
    }

    public async Task<IActionResult> OnPostStockAsync()
    {
        if (await LoadAsync() is { } failed)
        {
            return failed;
        }

        Form = RewardForm.Of(Reward!);
        var pieces = int.TryParse(
            Pieces, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var answer = await Api.PostAsync<Catalogue.Reward>(
            $"/api/v1/rewards/{Id}/stock", new { Id = Key, pieces, reason = Reason ?? "" }, null, Aborted);
        return answer.Ok
            ? Done(Here.Link($"{IndexModel.Address}/{Id}"), T["catalogue.moved"])
            : Refuse(answer.Problem!, ("pieces", nameof(Pieces)), ("reason", nameof(Reason)));
    }

    private async Task<IActionResult?> LoadAsync()
    {
        if (!Guid.TryParse(Id, out var id))
        {
            return NotFound();
        }

        var answer = await Api.GetAsync<Catalogue.Reward>($"/api/v1/rewards/{id}", Aborted);
        if (answer.Value is not { } reward)
        {
            return Failed(answer.Problem!);
        }

        Reward = reward;
        Changes = (await Api.GetAsync<Listed<Catalogue.StockChange>>(
            $"/api/v1/rewards/{id}/stock?size=20", Aborted)).Value;
        return null;
    }
}

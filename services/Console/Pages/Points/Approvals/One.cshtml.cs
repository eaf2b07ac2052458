using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.Approvals;

/// <summary>One grant or clawback, and for the second person the decision.</summary>
public sealed class OneModel : ConsolePage
{
    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Answer<PointProposals.One> One { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        return One.Value is null ? Failed(One.Problem!) : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var answer = await Api.PostAsync<PointProposals.One>(
            $"/api/v1/points/proposals/{id}/decision",
            new { approve = Decision == "approve", reason = Reason }, Key, Aborted);
        if (answer.Value is not null)
        {
            return Done(Here.Link($"{IndexModel.Address}/{id}"), T["approvals.done"]);
        }

        Key = answer.Problem!.Status == 409 ? Guid.CreateVersion7().ToString() : Key;
        await LoadAsync(id);
        return One.Value is null ? Failed(One.Problem!) : Refuse(answer.Problem, ("reason", "Reason"));
    }

    private async Task LoadAsync(Guid id) =>
        One = await Api.GetAsync<PointProposals.One>($"/api/v1/points/proposals/{id}", Aborted);
}

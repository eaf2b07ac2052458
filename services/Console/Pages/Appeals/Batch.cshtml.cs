using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Appeals;

/// <summary>
/// One decision for a platform's appeals of one warning: what it is about first, then what came of it.
/// </summary>
public sealed class BatchModel : ConsolePage
{
    public static readonly IReadOnlyList<string> Decisions = ["PenaltyRevoked", "PenaltyPartlyRevoked"];

    [BindProperty(SupportsGet = true)]
    public Guid Warning { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Percent { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What the preview showed: <c>id version</c>.</summary>
    [BindProperty]
    public List<string> Items { get; set; } = [];

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Answer<Api.Appeals.Batch> Preview { get; private set; }

    /// <summary>Null until it was sent.</summary>
    public Api.Appeals.Batch? Result { get; private set; }

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var items = Items.Select(i => i.Split(' ')).Where(i => i.Length == 2 && Guid.TryParse(i[0], out _)
            && int.TryParse(i[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(i => new { Id = Guid.Parse(i[0]), Version = int.Parse(i[1], CultureInfo.InvariantCulture) });
        int? percent = int.TryParse(Percent, NumberStyles.None, CultureInfo.InvariantCulture, out var p) ? p : null;
        var answer = await Api.PostAsync<Api.Appeals.Batch>("/api/v1/appeals/batch", new
        {
            Warning, Decision, Reason, RefundedPercent = Decision == Decisions[1] ? percent : null, Items = items,
        }, Key, Aborted);
        Result = answer.Value;
        await LoadAsync();
        return answer.Problem is { } problem
            ? Refuse(problem, ("decision", "Decision"), ("reason", "Reason"), ("refundedPercent", "Percent"))
            : Page();
    }

    private async Task LoadAsync() => Preview = await Api.PostAsync<Api.Appeals.Batch>(
        "/api/v1/appeals/batch", new { Warning, Preview = true }, null, Aborted);
}

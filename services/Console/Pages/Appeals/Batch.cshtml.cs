using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
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

    /// <summary>In yuan, of every penalty in money whose rider named no amount and whose line names none.</summary>
    [BindProperty]
    public string? AmountEach { get; set; }

    /// <summary>What the preview showed, <c>id version kind</c>; its amount stands in <c>amount.id</c>.</summary>
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
        var items = Items.Select(i => i.Split(' ')).Where(i => i.Length == 3 && Guid.TryParse(i[0], out _)
            && int.TryParse(i[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(i => new
            {
                Id = Guid.Parse(i[0]), Version = int.Parse(i[1], CultureInfo.InvariantCulture),
                Amount = AmountOf($"amount.{i[0]}", Request.Form[$"amount.{i[0]}"], i[2]),
            }).ToList();
        var each = AmountOf(nameof(AmountEach), AmountEach, "Money");
        if (ModelState.ErrorCount > 0)
        {
            await LoadAsync();
            Response.StatusCode = 400;
            return Page();
        }

        int? percent = int.TryParse(Percent, NumberStyles.None, CultureInfo.InvariantCulture, out var p) ? p : null;
        var answer = await Api.PostAsync<Api.Appeals.Batch>("/api/v1/appeals/batch", new
        {
            Warning, Decision, Reason, RefundedPercent = Decision == Decisions[1] ? percent : null, AmountFen = each,
            Items = items,
        }, Key, Aborted);
        Result = answer.Value;
        await LoadAsync();
        return answer.Problem is { } problem
            ? Refuse(problem, ("decision", "Decision"), ("reason", "Reason"), ("refundedPercent", "Percent"),
                ("amountFen", "AmountEach"))
            : Page();
    }

    /// <summary>Null where nothing is given, or what is given is no amount: then the page says so.</summary>
    private long? AmountOf(string field, string? text, string kind)
    {
        ModelState.SetModelValue(field, text, text);
        var amount = AppealWords.Read(text, kind);
        if (!string.IsNullOrWhiteSpace(text) && amount is null)
        {
            ModelState.AddModelError(field, T["appeal.amount.wrong"]);
        }

        return amount;
    }

    private async Task LoadAsync() => Preview = await Api.PostAsync<Api.Appeals.Batch>(
        "/api/v1/appeals/batch", new { Warning, Preview = true }, null, Aborted);
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Appeals;

/// <summary>One appeal, and for its platform the decision.</summary>
[RequestSizeLimit(Composition.MaxUpload)]
public sealed class OneModel : ConsolePage
{
    public static readonly IReadOnlyList<string> Decisions =
        ["PenaltyRevoked", "PenaltyPartlyRevoked", "PenaltyKept"];

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Answer<Api.Appeals.One> One { get; private set; }

    public bool MayAnswer => Me.Has(Roles.Handler) && One.Value is { CanAnswer: true };

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        One = await Api.GetAsync<Api.Appeals.One>($"/api/v1/appeals/{id}", Aborted);
        Version = One.Value?.Version ?? 0;
        return One.Value is null ? Failed(One.Problem!) : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, List<IFormFile> photos)
    {
        One = await Api.GetAsync<Api.Appeals.One>($"/api/v1/appeals/{id}", Aborted);
        if (One.Value is not { } one)
        {
            return Failed(One.Problem!);
        }

        var amount = AppealWords.Read(Amount, one.PenaltyKind);
        if (!string.IsNullOrWhiteSpace(Amount) && amount is null)
        {
            ModelState.AddModelError("Amount", T["appeal.amount.wrong"]);
            Response.StatusCode = 400;
            return Page();
        }

        using var body = Reports.Body(
            [
                ("version", $"{Version}"), ("decision", Decision), ("reason", Reason),
                (one.PenaltyKind == "Money" ? "refundedFen" : "restored", $"{amount}"),
            ], photos);
        var answer = await Api.SendAsync<Api.Appeals.One>(
            HttpMethod.Post, $"/api/v1/appeals/{id}/answer", body, null, Aborted);
        return answer.Value is { } done
            ? Done(Here.Link($"/console/appeals/{id}"), T.Of("appeals.answered", done.Number))
            : Refuse(answer.Problem!, ("decision", "Decision"), ("reason", "Reason"), ("photos", "photos"),
                ("refundedFen", "Amount"), ("restored", "Amount"));
    }

    public IEnumerable<string> ErrorsOf(string field) =>
        ModelState.TryGetValue(field, out var entry) ? entry.Errors.Select(e => T.Said(e.ErrorMessage)) : [];
}

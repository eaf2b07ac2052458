using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Appeal;

/// <summary>
/// A rider appeals against a penalty. Where a weather warning is in force, one tap fills in everything but platform and
/// order. No script is needed.
/// </summary>
[RequestSizeLimit(Composition.MaxUpload)]
public sealed class IndexModel : ConsolePage
{
    public static readonly IReadOnlyList<string> Kinds = ["Money", "Points", "Suspension"];

    /// <summary>The warning that was tapped.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Warning { get; set; }

    [BindProperty]
    public string? Platform { get; set; }

    [BindProperty]
    public string? Order { get; set; }

    [BindProperty]
    public string? Category { get; set; }

    [BindProperty]
    public string? Penalty { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Answer<Api.Appeals.OneTap> Around { get; private set; }

    public IReadOnlyList<Reports.Category> Categories { get; private set; } = [];

    public IReadOnlyList<Accounts.Region> Places { get; private set; } = [];

    /// <summary>Null: no warning was tapped, or it is over.</summary>
    public Api.Appeals.Warning? Tapped { get; private set; }

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync(List<IFormFile> photos)
    {
        await LoadAsync();
        var amount = AppealWords.Read(Amount, Penalty);
        if (!string.IsNullOrWhiteSpace(Amount) && amount is null)
        {
            ModelState.AddModelError("Amount", T["appeal.amount.wrong"]);
            Response.StatusCode = 400;
            return Page();
        }

        using var body = Reports.Body(
            [
                ("platform", Platform), ("orderReference", Order), ("warning", Warning?.ToString()),
                ("category", Category), ("penaltyKind", Penalty), ("penaltyAmount", $"{amount}"),
                ("regionCode", Place), ("orderFrom", Instant(From)), ("orderTo", Instant(To)), ("text", Text),
            ], photos);
        var answer = await Api.SendAsync<Api.Appeals.Filed>(HttpMethod.Post, "/api/v1/appeals", body, Key, Aborted);
        return answer.Value is { } made
            ? Done(Here.Link($"/console/my/cases/{made.Id}"), T.Of("appeal.sent", made.Number))
            : Refuse(answer.Problem!, ("platform", "Platform"), ("orderReference", "Order"), ("category", "Category"),
                ("penaltyKind", "Penalty"), ("penaltyAmount", "Amount"), ("regionCode", "Place"), ("position", "Place"),
                ("orderFrom", "From"), ("orderTo", "To"), ("text", "Text"));
    }

    private static string? Instant(string? local) =>
        ChinaTime.Read(local) is { } moment ? ChinaTime.Instant(moment) : local;

    private async Task LoadAsync()
    {
        var categories = Api.GetAsync<IReadOnlyList<Reports.Category>>("/api/v1/categories?kind=Appeal", Aborted);
        var county = Here.Region.Length > 6 ? Here.Region[..6] : Here.Region;
        var places = Api.GetAsync<Listed<Accounts.Region>>(
            PlatformApi.Path("/api/v1/regions", ("parent", county), ("size", 200)), Aborted);
        Around = await Api.GetAsync<Api.Appeals.OneTap>(
            PlatformApi.Path("/api/v1/appeals/one-tap", ("region", Here.Region)), Aborted);
        Categories = [.. ((await categories).Value ?? []).Where(c => !c.Group)];
        Places = (await places).Value?.Items ?? [];
        Tapped = Around.Value?.Warnings.FirstOrDefault(w => w.Id == Warning);
        Warning = Tapped?.Id;
    }
}

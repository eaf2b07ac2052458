using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Settlements;

/// <summary>One month of one organisation: its vouchers, its word, and what each fund paid.</summary>
public sealed class OneModel : ConsolePage
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public string? Objection { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public Guid Fund { get; set; }

    [BindProperty]
    public Guid Key { get; set; } = Guid.CreateVersion7();

    public Money.Settlement Settlement { get; private set; } = null!;

    /// <summary>The form stays open while it is not taken.</summary>
    public bool IsObjecting { get; private set; }

    public Answer<Listed<Money.Line>> Lines { get; private set; }

    public bool MayAnswer => Me.Has(Roles.Keeper) && Settlement.State is "Made" or "Objected";

    public bool MayPay => Me.Has(Roles.Administrator) && Settlement.State == "Confirmed";

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ?? Page();

    public Task<IActionResult> OnPostConfirmAsync() => SendAsync(
        "answer", new { agree = true }, T["settlements.confirmed"]);

    public Task<IActionResult> OnPostObjectAsync()
    {
        IsObjecting = true;
        return SendAsync("answer", new { agree = false, objection = Objection }, T["settlements.objected"]);
    }

    public Task<IActionResult> OnPostPayAsync() => SendAsync(
        $"funds/{Fund}/payment", new { Id = Key, reference = Reference ?? "" }, T["settlements.noted"]);

    /// <summary>The file as the API makes it.</summary>
    public async Task<IActionResult> OnGetFileAsync()
    {
        var answer = await Api.OpenAsync($"/api/v1/settlements/{Id}/lines.csv", null, Aborted);
        if (answer is not { IsSuccessStatusCode: true })
        {
            var problem = answer is null ? Problem.Unavailable : await Problem.OfAsync(answer, Aborted);
            answer?.Dispose();
            return Failed(problem);
        }

        HttpContext.Response.RegisterForDispose(answer);
        return File(await answer.Content.ReadAsStreamAsync(Aborted), "text/csv; charset=utf-8", "settlement.csv");
    }

    public string Link(int page) =>
        Here.Link($"{IndexModel.Address}/{Id}", ("page", page == 1 ? null : page));

    public string Handler(string name) => Here.Link($"{IndexModel.Address}/{Id}", ("handler", name));

    private async Task<IActionResult> SendAsync(string what, object body, string said)
    {
        if (await LoadAsync() is { } failed)
        {
            return failed;
        }

        var answer = await Api.PostAsync<Money.Settlement>($"/api/v1/settlements/{Id}/{what}", body, null, Aborted);
        return answer.Ok ? Done(Link(1), said)
            : Refuse(answer.Problem!, ("objection", nameof(Objection)), ("reference", nameof(Reference)));
    }

    private async Task<IActionResult?> LoadAsync()
    {
        var lines = Api.GetAsync<Listed<Money.Line>>(PlatformApi.Path(
            $"/api/v1/settlements/{Id}/lines", ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);
        var answer = await Api.GetAsync<Money.Settlement>($"/api/v1/settlements/{Id}", Aborted);
        Lines = await lines;
        if (answer.Value is not { } settlement)
        {
            return Failed(answer.Problem!);
        }

        Settlement = settlement;
        return null;
    }
}

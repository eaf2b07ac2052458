using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Points.Purse;

/// <summary>One fund: its amounts and statement, its limit, money in; <c>new</c> in place of an id opens one.</summary>
public sealed class OneModel : ConsolePage
{
    private static readonly (string Api, string Form)[] Names =
    [
        ("name", nameof(Name)), ("regionCode", nameof(Region)), ("budgetFen", nameof(Amount)),
        ("amountFen", nameof(Amount)), ("limitFen", nameof(Limit)), ("trancheFen", nameof(Tranche)),
        ("fenPerPoint", nameof(Rate)),
    ];

    private string? _sent;

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>For a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Parent { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    /// <summary>Of what is sent: a second click is the same.</summary>
    [BindProperty]
    public Guid Key { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Region { get; set; }

    /// <summary>In yuan, as the three amounts are.</summary>
    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Limit { get; set; }

    [BindProperty]
    public string? Tranche { get; set; }

    [BindProperty]
    public string? Rate { get; set; } = "10";

    /// <summary>Null for one that is new.</summary>
    public Money.Fund? Fund { get; private set; }

    /// <summary>The parent, where the person may see it.</summary>
    public Money.Fund? Above { get; private set; }

    public Listed<Money.Move>? Lines { get; private set; }

    public bool MayChange => Me.Has(Roles.Administrator);

    public bool IsOpen(string form) => _sent == form;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } failed)
        {
            return failed;
        }

        Region ??= Above?.RegionCode ?? Here.Region;
        if (Fund is { ParentId: not null } fund)
        {
            Limit = Text(fund.LimitFen);
            Tranche = Text(fund.TrancheFen);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await LoadAsync() is { } failed)
        {
            return failed;
        }

        var answer = await Api.PostAsync<Money.Fund>("/api/v1/funds", new
        {
            Id = Key, Name = Name ?? "", RegionCode = Region ?? "", ParentId = Parent,
            BudgetFen = Parent is null ? Money.FenOf(Amount) ?? -1 : 0,
            LimitFen = Parent is null ? (long?)null : Money.FenOf(Limit) ?? -1, TrancheFen = Optional(Tranche),
            FenPerPoint = long.TryParse(Rate, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) ? rate : 0,
        }, null, Aborted);
        return answer.Value is { } made
            ? Done(Here.Link($"{IndexModel.Address}/{made.Id}"), T["purse.opened"]) : Refuse(answer.Problem!, Names);
    }

    public async Task<IActionResult> OnPostAllotAsync()
    {
        using var body = JsonContent.Create(
            new { LimitFen = Money.FenOf(Limit) ?? -1, TrancheFen = Optional(Tranche) }, options: PlatformApi.Json);
        return await ChangedAsync("Allot", "purse.allotted", await Api.SendAsync<Money.Fund>(
            HttpMethod.Put, $"/api/v1/funds/{Id}/allotment", body, null, Aborted));
    }

    public async Task<IActionResult> OnPostDepositAsync() =>
        await ChangedAsync("Deposit", "purse.deposited", await Api.PostAsync<Money.Fund>(
            $"/api/v1/funds/{Id}/deposits", new { Id = Key, AmountFen = Money.FenOf(Amount) ?? -1 }, null, Aborted));

    public string Link(int page) =>
        Here.Link($"{IndexModel.Address}/{Id}", ("page", page == 1 ? null : page)) + "#statement";

    private async Task<IActionResult> ChangedAsync(string form, string word, Answer<Money.Fund> answer)
    {
        if (answer.Ok)
        {
            return Done(Here.Link($"{IndexModel.Address}/{Id}"), T[word]);
        }

        _sent = form;
        return await LoadAsync() ?? Refuse(answer.Problem!, Names);
    }

    private async Task<IActionResult?> LoadAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        if (Id != "new")
        {
            if (!Guid.TryParse(Id, out var id))
            {
                return NotFound();
            }

            var answer = await Api.GetAsync<Money.Fund>($"/api/v1/funds/{id}", Aborted);
            var lines = await Api.GetAsync<Listed<Money.Move>>(PlatformApi.Path(
                $"/api/v1/funds/{id}/statement", ("page", Number), ("size", 50)), Aborted);
            if ((answer.Problem ?? lines.Problem) is { } problem)
            {
                return Failed(problem);
            }

            (Fund, Lines) = (answer.Value, lines.Value);
        }

        if ((Fund is null ? Parent : Fund.ParentId) is { } parent)
        {
            Above = (await Api.GetAsync<Money.Fund>($"/api/v1/funds/{parent}", Aborted)).Value;
        }

        return null;
    }

    /// <summary>Null where nothing was typed; what is no amount is refused by the API.</summary>
    private static long? Optional(string? yuan) => string.IsNullOrWhiteSpace(yuan) ? null : Money.FenOf(yuan) ?? -1;

    private static string Text(long fen) => (fen / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}

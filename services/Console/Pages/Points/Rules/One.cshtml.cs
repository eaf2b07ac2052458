using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.Rules;

/// <summary>A version of the rules: a draft is edited, tried on past events, published by another person.</summary>
public sealed class OneModel(RegionNames names, TimeProvider time) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Period of the dry run; nothing is tried while it is not given.</summary>
    [BindProperty(SupportsGet = true)]
    public string? First { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Last { get; set; }

    [BindProperty]
    public RuleForm Form { get; set; } = new();

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Answer<PointRules.Set> One { get; private set; }

    public Answer<PointRules.Trial>? Trial { get; private set; }

    public IReadOnlyDictionary<string, string> Regions { get; private set; } = new Dictionary<string, string>();

    public string Address => $"{IndexModel.Address}/{Id}";

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (One.Value is not { } set)
        {
            return Failed(One.Problem!);
        }

        (Form, Revision) = (RuleForm.Of(set), set.Revision);
        if (First is not null && Last is not null)
        {
            Trial = await Api.GetAsync<PointRules.Trial>(PlatformApi.Path(
                $"/api/v1/points/rules/{Id}/trial", ("from", First), ("to", Last)), Aborted);
            await NameAsync();
        }

        var today = time.GetUtcNow().ToOffset(ChinaTime.Offset);
        (First, Last) = (First ?? $"{today.AddDays(-30):yyyy-MM-dd}", Last ?? $"{today:yyyy-MM-dd}");
        return Page();
    }

    public Task<IActionResult> OnPostSaveAsync() =>
        SendAsync(HttpMethod.Put, "", Form.Body(Revision), "rules.saved", Form.Names());

    public Task<IActionResult> OnPostPublishAsync() =>
        SendAsync(HttpMethod.Post, "/publication", new { Revision }, "rules.published");

    public Task<IActionResult> OnPostDiscardAsync() =>
        SendAsync(HttpMethod.Post, "/discarding", new { Revision }, "rules.discarded");

    private async Task<IActionResult> SendAsync(
        HttpMethod method, string what, object body, string done, params (string Api, string Form)[] fields)
    {
        using var content = JsonContent.Create(body, options: PlatformApi.Json);
        var answer = await Api.SendAsync<PointRules.Set>(
            method, $"/api/v1/points/rules/{Id}{what}", content, Key, Aborted);
        if (answer.Ok)
        {
            return Done(Here.Link(Address), T[done]);
        }

        Key = Guid.CreateVersion7().ToString();
        await LoadAsync();
        if (One.Value is not { } set)
        {
            return Failed(One.Problem!);
        }

        Form = fields.Length > 0 ? Form : RuleForm.Of(set);
        return Refuse(answer.Problem!, fields);
    }

    private async Task LoadAsync() =>
        One = await Api.GetAsync<PointRules.Set>($"/api/v1/points/rules/{Id}", Aborted);

    private async Task NameAsync()
    {
        var found = new Dictionary<string, string>();
        foreach (var code in (Trial?.Value?.Parts ?? []).Select(p => p.RegionCode).Distinct())
        {
            found[code] = await names.OfAsync(code, Api, T, Aborted);
        }

        Regions = found;
    }
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.Rules;

/// <summary>The versions of the earning rules, and the drafts; a new draft begins as what is in force.</summary>
public sealed class IndexModel : ConsolePage
{
    public const string Address = "/console/points/rules";
    private const int Size = 20;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Answer<Listed<PointRules.Set>> List { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostDraftAsync()
    {
        var published = await Api.GetAsync<Listed<PointRules.Set>>(
            "/api/v1/points/rules?status=Published&size=200", Aborted);
        if (published.Value?.Items.FirstOrDefault(s => s.InForce) is not { } now)
        {
            await LoadAsync();
            return published.Problem is { } problem ? Refuse(problem) : Page();
        }

        var form = RuleForm.Of(now);
        (form.Title, form.From) = (T["rules.new-title"], null);
        var answer = await Api.PostAsync<PointRules.Set>("/api/v1/points/rules", form.Body(0), Key, Aborted);
        if (answer.Value is { } made)
        {
            return Done(Here.Link($"{Address}/{made.Id}"), T["rules.drafted"]);
        }

        await LoadAsync();
        return Refuse(answer.Problem!);
    }

    public string Link(int page) => Here.Link(Address, ("page", page == 1 ? null : page));

    private async Task LoadAsync() => List = await Api.GetAsync<Listed<PointRules.Set>>(PlatformApi.Path(
        "/api/v1/points/rules", ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Demands;

/// <summary>Publishes a need; with <c>?id=</c> puts one right that nobody has claimed yet.</summary>
public sealed class NewModel : ConsolePage
{
    [BindProperty]
    public DemandForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public IReadOnlyList<Reports.Category> Kinds { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (Id is { } id)
        {
            var answer = await Api.GetAsync<Console.Api.Tasks.One>($"/api/v1/demands/{id}", Aborted);
            if (answer.Value is not { } one)
            {
                return Failed(answer.Problem!);
            }

            Form = DemandForm.Of(one.Demand);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        using var body = System.Net.Http.Json.JsonContent.Create(Form.Body(), options: PlatformApi.Json);
        var answer = Id is { } id
            ? await Api.SendAsync<Console.Api.Tasks.Demand>(HttpMethod.Put, $"/api/v1/demands/{id}", body, Key, Aborted)
            : await Api.SendAsync<Console.Api.Tasks.Demand>(HttpMethod.Post, "/api/v1/demands", body, Key, Aborted);
        if (answer.Value is { } made)
        {
            return Done(Here.Link($"/console/demands/{made.Id}"), T.Of("demands.published", made.Number));
        }

        await LoadAsync();
        return Refuse(answer.Problem!, DemandForm.Names);
    }

    private async Task LoadAsync() => Kinds = [.. ((await Api.GetAsync<IReadOnlyList<Reports.Category>>(
        "/api/v1/categories?kind=Demand", Aborted)).Value ?? []).Where(k => !k.Group)];
}

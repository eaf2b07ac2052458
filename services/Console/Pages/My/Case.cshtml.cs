using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.My;

/// <summary>One of the rider's cases as a time line; rated here when it is the rider's move.</summary>
public sealed class CaseModel : ConsolePage
{
    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public bool? Satisfied { get; set; }

    [BindProperty]
    public short? Rating { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public Api.Cases.One One { get; private set; } = null!;

    public IReadOnlyList<Api.Cases.Step> Steps { get; private set; } = [];

    /// <summary>Null where it is no appeal.</summary>
    public Api.Appeals.One? Appeal { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        Satisfied = bool.TryParse(Held(nameof(Satisfied)), out var satisfied) ? satisfied : null;
        Rating = short.TryParse(Held(nameof(Rating)), out var rating) ? rating : null;
        return await LoadAsync(id) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var answer = await Api.PostAsync<object>(
            $"/api/v1/cases/{id}/callback", new { Version, Satisfied, Rating, Comment = Blank(Comment) }, Key, Aborted);
        if (answer.Ok)
        {
            return Done(Here.Link($"/console/my/cases/{id}"), T["my.rated"]);
        }

        return await LoadAsync(id) ?? Refuse(
            answer.Problem!, ("satisfied", "Satisfied"), ("rating", "Rating"), ("comment", "Comment"),
                ("note", "Comment"));
    }

    /// <summary>Once a day the rider may ask the unit to hurry.</summary>
    public async Task<IActionResult> OnPostRemindAsync(Guid id)
    {
        var answer = await Api.PostAsync<object>($"/api/v1/cases/{id}/reminders", new { }, Key, Aborted);
        return answer.Ok ? Done(Here.Link($"/console/my/cases/{id}"), T["my.reminded"])
            : await LoadAsync(id) ?? Refuse(answer.Problem!);
    }

    public IEnumerable<string> ErrorsOf(string field) =>
        ModelState.TryGetValue(field, out var entry) ? entry.Errors.Select(e => T.Said(e.ErrorMessage)) : [];

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private async Task<IActionResult?> LoadAsync(Guid id)
    {
        var steps = Api.GetAsync<IReadOnlyList<Api.Cases.Step>>($"/api/v1/cases/{id}/timeline", Aborted);
        var one = await Api.GetAsync<Api.Cases.One>(
            PlatformApi.Path($"/api/v1/cases/{id}", ("at", Here.AtInstant)), Aborted);
        if (one.Value is null || (await steps).Value is not { } all)
        {
            return Failed(one.Problem ?? (await steps).Problem!);
        }

        One = one.Value;
        Appeal = One.Case.Kind != "Appeal" ? null
            : (await Api.GetAsync<Api.Appeals.One>($"/api/v1/appeals/{id}", Aborted)).Value;
        Steps = [.. all.Where(s => s.Version <= One.Case.Version)];
        Version = Version == 0 ? One.Case.Version : Version;
        return null;
    }
}

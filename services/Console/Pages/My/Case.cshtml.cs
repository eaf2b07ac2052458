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
    public string? Solved { get; set; }

    [BindProperty]
    public string? Satisfaction { get; set; }

    [BindProperty]
    public string? WithdrawNote { get; set; }

    [BindProperty]
    public string? ReopenReason { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public Api.Cases.One One { get; private set; } = null!;

    public IReadOnlyList<Api.Cases.Step> Steps { get; private set; } = [];

    /// <summary>Null at a past moment.</summary>
    public Api.Cases.Actions? Actions { get; private set; }
    /// <summary>Null where it is no appeal.</summary>
    public Api.Appeals.One? Appeal { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        (Solved, Satisfaction) = (Held(nameof(Solved)), Held(nameof(Satisfaction)));
        return await LoadAsync(id) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var answer = await Api.PostAsync<object>(
            $"/api/v1/cases/{id}/callback", new { Version, Solved, Satisfaction, Comment = Blank(Comment) }, Key,
                Aborted);
        if (answer.Ok)
        {
            return Done(Here.Link($"/console/my/cases/{id}"), T["my.rated"]);
        }

        return await LoadAsync(id) ?? Refuse(
            answer.Problem!, ("solved", "Solved"), ("satisfaction", "Satisfaction"), ("comment", "Comment"),
                ("note", "Comment"));
    }

    public Task<IActionResult> OnPostWithdrawAsync(Guid id) => StepAsync(
        id, "withdraw", new { Version, Note = Blank(WithdrawNote) }, "my.withdrawn", nameof(WithdrawNote));

    public Task<IActionResult> OnPostReopenAsync(Guid id) => StepAsync(
        id, "reopen", new { Version, Reason = Blank(ReopenReason) }, "my.reopened", nameof(ReopenReason));

    public bool May(string action) => Actions?.Of(action) is { Allowed: true };

    public bool Begun(string field) => ModelState[field]?.AttemptedValue is { Length: > 0 };

    /// <summary>Once a day the rider may ask the unit to hurry.</summary>
    public async Task<IActionResult> OnPostRemindAsync(Guid id)
    {
        var answer = await Api.PostAsync<object>($"/api/v1/cases/{id}/reminders", new { }, Key, Aborted);
        return answer.Ok ? Done(Here.Link($"/console/my/cases/{id}"), T["my.reminded"])
            : await LoadAsync(id) ?? Refuse(answer.Problem!);
    }

    public IEnumerable<string> ErrorsOf(string field) =>
        ModelState.TryGetValue(field, out var entry) ? entry.Errors.Select(e => T.Said(e.ErrorMessage)) : [];

    private async Task<IActionResult> StepAsync(Guid id, string step, object body, string done, string field)
    {
        var answer = await Api.PostAsync<object>($"/api/v1/cases/{id}/{step}", body, Key, Aborted);
        return answer.Ok ? Done(Here.Link($"/console/my/cases/{id}"), T[done])
            : await LoadAsync(id) ?? Refuse(answer.Problem!, ("note", field), ("reason", field));
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private async Task<IActionResult?> LoadAsync(Guid id)
    {
        var steps = Api.GetAsync<IReadOnlyList<Api.Cases.Step>>($"/api/v1/cases/{id}/timeline", Aborted);
        var actions = Here.IsPast ? null : Api.GetAsync<Api.Cases.Actions>($"/api/v1/cases/{id}/actions", Aborted);
        var one = await Api.GetAsync<Api.Cases.One>(
            PlatformApi.Path($"/api/v1/cases/{id}", ("at", Here.AtInstant)), Aborted);
        if (one.Value is null || (await steps).Value is not { } all)
        {
            return Failed(one.Problem ?? (await steps).Problem!);
        }

        One = one.Value;
        Actions = actions is null ? null : (await actions).Value;
        Appeal = One.Case.Kind != "Appeal" ? null
            : (await Api.GetAsync<Api.Appeals.One>($"/api/v1/appeals/{id}", Aborted)).Value;
        Steps = [.. all.Where(s => s.Version <= One.Case.Version)];
        Version = Version == 0 ? One.Case.Version : Version;
        return null;
    }
}

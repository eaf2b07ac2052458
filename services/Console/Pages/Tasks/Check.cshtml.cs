using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Tasks;

/// <summary>A hazard that is said to be fixed: go, look, say what you saw.</summary>
[RequestSizeLimit(Composition.MaxUpload)]
public sealed class CheckModel : ConsolePage
{
    public static readonly IReadOnlyList<string> Choices = ["Fixed", "NotFixed", "CannotTell"];

    [BindProperty]
    public string? Position { get; set; }

    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Console.Api.Tasks.Check One { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id) => await LoadAsync(id) ?? Page();

    public async Task<IActionResult> OnPostClaimAsync(Guid id)
    {
        var answer = await Api.PostAsync<object>($"/api/v1/verifications/{id}/claim", new { }, Key, Aborted);
        return answer.Ok ? Done(Link(id), T["check.done.claim"]) : await LoadAsync(id) ?? Refuse(answer.Problem!);
    }

    public async Task<IActionResult> OnPostReportAsync(Guid id, List<IFormFile> photos)
    {
        var here = Stations.Position.Read(Position);
        using var body = Reports.Body(
            [("seen", Seen), ("note", Note), ("longitude", here?.LongitudeText), ("latitude", here?.LatitudeText)],
            photos);
        var answer = await Api.SendAsync<object>(
            HttpMethod.Post, $"/api/v1/verifications/{id}/report", body, Key, Aborted);
        return answer.Ok ? Done(Here.Link("/console/tasks"), T["check.done.report"])
            : await LoadAsync(id) ?? Refuse(
                answer.Problem!, ("seen", "Seen"), ("note", "Note"), ("position", "Position"));
    }

    public string Link(Guid id, string? handler = null) =>
        Here.Link($"/console/tasks/checks/{id}", ("handler", handler));

    public IEnumerable<string> ErrorsOf(string field) =>
        ModelState.TryGetValue(field, out var entry) ? entry.Errors.Select(e => T.Said(e.ErrorMessage)) : [];

    private async Task<IActionResult?> LoadAsync(Guid id)
    {
        var answer = await Api.GetAsync<Console.Api.Tasks.Check>($"/api/v1/verifications/{id}", Aborted);
        if (answer.Value is not { } one)
        {
            return Failed(answer.Problem!);
        }

        One = one;
        return null;
    }
}

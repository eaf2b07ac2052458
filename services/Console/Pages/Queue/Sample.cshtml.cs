using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Queue;

/// <summary>A sample in the hands of the institute: receive it, or not, and report what was found.</summary>
[RequestSizeLimit(Composition.MaxUpload)]
public sealed class SampleModel : ConsolePage
{
    [BindProperty]
    public string? DeclineNote { get; set; }

    [BindProperty]
    public string? Result { get; set; }

    [BindProperty]
    public string? Figures { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Lab.Sample One { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id) => await LoadAsync(id) ?? Page();

    public Task<IActionResult> OnPostReceiveAsync(Guid id) => DoAsync(id, "receive", new { }, "lab.done.receive");

    public Task<IActionResult> OnPostDeclineAsync(Guid id) => DoAsync(
        id, "decline", new { Note = DeclineNote }, "lab.done.decline", ("note", nameof(DeclineNote)));

    public async Task<IActionResult> OnPostResultAsync(Guid id, List<IFormFile> photos)
    {
        using var body = Reports.Body([("result", Result), ("figures", Figures), ("note", Note)], photos);
        var answer = await Api.SendAsync<Lab.Sample>(
            HttpMethod.Post, $"/api/v1/cases/lab-samples/{id}/result", body, Key, Aborted);
        return answer.Ok ? Done(Here.Link($"/console/queue/samples/{id}"), T["lab.done.result"])
            : await LoadAsync(id) ?? Refuse(answer.Problem!, ("result", nameof(Result)),
                ("figures", nameof(Figures)), ("note", nameof(Note)));
    }

    public string Link(string handler) => Here.Link($"/console/queue/samples/{One.Id}", ("handler", handler));

    private async Task<IActionResult> DoAsync(
        Guid id, string what, object body, string done, params (string Api, string Form)[] names)
    {
        var answer = await Api.PostAsync<Lab.Sample>($"/api/v1/cases/lab-samples/{id}/{what}", body, Key, Aborted);
        return answer.Ok ? Done(Here.Link($"/console/queue/samples/{id}"), T[done])
            : await LoadAsync(id) ?? Refuse(answer.Problem!, names);
    }

    private async Task<IActionResult?> LoadAsync(Guid id)
    {
        var answer = await Api.GetAsync<Lab.Sample>($"/api/v1/cases/lab-samples/{id}", Aborted);
        if (answer.Value is not { } one)
        {
            return Failed(answer.Problem!);
        }

        One = one;
        return null;
    }
}

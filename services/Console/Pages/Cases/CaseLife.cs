using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>Steps before a case goes out and after it is resolved: looked at, judged, verified, asked back.</summary>
public sealed partial class CaseModel
{
    public static readonly IReadOnlyList<string> ReturnCodes =
        ["NotOurDuty", "NotOurArea", "OthersFirst", "NotEnoughInformation"];

    /// <summary>What the case is about, where triage finds it wrong; empty: it is right.</summary>
    [BindProperty]
    public string? Category { get; set; }

    [BindProperty]
    public string? Severity { get; set; }

    [BindProperty]
    public string? TriageNote { get; set; }

    [BindProperty]
    public string? ReturnCode { get; set; }

    [BindProperty]
    public string? ReturnReason { get; set; }

    [BindProperty]
    public string? ReturnDuty { get; set; }

    [BindProperty]
    public string? ReturnProof { get; set; }

    [BindProperty]
    public string? RejectReason { get; set; }

    [BindProperty]
    public string? VerifyNote { get; set; }

    [BindProperty]
    public string? Solved { get; set; }

    [BindProperty]
    public string? Satisfaction { get; set; }

    [BindProperty]
    public string? CallNote { get; set; }

    public Task<IActionResult> OnPostTriageAsync() => StepAsync(
        "triage", new { Version, Category = Words(Category), Severity = Words(Severity), Note = Words(TriageNote) },
        "case.done.triage", ("category", nameof(Category)), ("note", nameof(TriageNote)));

    public Task<IActionResult> OnPostStartAsync() => StepAsync("start", new { Version }, "case.done.start");

    public Task<IActionResult> OnPostReturnAsync() => FormAsync("return", "case.done.return",
        [
            ("reasonCode", ReturnCode), ("reason", ReturnReason), ("duty", ReturnDuty), ("proof", ReturnProof),
        ],
        ("reasonCode", nameof(ReturnCode)), ("reason", nameof(ReturnReason)), ("note", nameof(ReturnReason)),
        ("duty", nameof(ReturnDuty)), ("proof", nameof(ReturnProof)), ("photos", "photos"));

    /// <summary>The dispatcher does not agree with a return, and must say why.</summary>
    public Task<IActionResult> OnPostBackAsync() => StepAsync(
        "refuse-return", new { Version, Reason = Words(BackNote) }, "case.done.dispatch",
        ("reason", nameof(BackNote)), ("note", nameof(BackNote)));

    public Task<IActionResult> OnPostRejectAsync() => StepAsync(
        "reject", new { Version, Reason = Words(RejectReason) }, "case.done.reject",
        ("reason", nameof(RejectReason)), ("note", nameof(RejectReason)));

    public Task<IActionResult> OnPostVerifyAsync() => StepAsync(
        "verify", new { Version, Note = Words(VerifyNote) }, "case.done.verify", ("note", nameof(VerifyNote)));

    public Task<IActionResult> OnPostRefuteAsync() => StepAsync(
        "refute", new { Version, Reason = Words(VerifyNote) }, "case.done.reopen",
        ("reason", nameof(VerifyNote)), ("note", nameof(VerifyNote)));

    /// <summary>What the rider said on the telephone.</summary>
    public Task<IActionResult> OnPostCallAsync() => StepAsync(
        "callback",
        new { Version, Solved = Words(Solved), Satisfaction = Words(Satisfaction), Comment = Words(CallNote) },
        "case.done.call", ("solved", nameof(Solved)), ("satisfaction", nameof(Satisfaction)),
        ("comment", nameof(CallNote)), ("note", nameof(CallNote)));

    /// <summary>A step that may carry photos.</summary>
    private async Task<IActionResult> FormAsync(
        string step, string done, IEnumerable<(string Name, string? Value)> fields,
        params (string Api, string Form)[] names)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Version.ToString(CultureInfo.InvariantCulture)), "version" },
        };
        foreach (var (name, value) in fields)
        {
            if (Words(value) is { } words)
            {
                form.Add(new StringContent(words), name);
            }
        }

        foreach (var file in Request.Form.Files.Where(f => f.Length > 0))
        {
            var photo = new StreamContent(file.OpenReadStream());
            photo.Headers.ContentType = MediaTypeHeaderValue.TryParse(file.ContentType, out var type) ? type : null;
            form.Add(photo, "photos", "evidence");
        }

        var answer = await Api.SendAsync<Api.Cases.Taken>(
            HttpMethod.Post, $"/api/v1/cases/{Id}/{step}", form, Key.ToString(), Aborted);
        return await AfterAsync(answer, done, names);
    }
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>Samples of the case that an institute tests, and more time for a co-handler.</summary>
public sealed partial class CaseModel
{
    [BindProperty]
    public string? LabNumber { get; set; }

    [BindProperty]
    public string? LabSample { get; set; }

    [BindProperty]
    public string? LabText { get; set; }

    /// <summary>China time, as are the other moments of forms.</summary>
    [BindProperty]
    public string? LabTakenAt { get; set; }

    [BindProperty]
    public string? LabTakenBy { get; set; }

    [BindProperty]
    public Guid? LabInstitute { get; set; }

    [BindProperty]
    public string? LabDueAt { get; set; }

    [BindProperty]
    public bool LabOptional { get; set; }

    [BindProperty]
    public string? LabNote { get; set; }

    [BindProperty]
    public string? ExtendReason { get; set; }

    [BindProperty]
    public string? ExtendUntil { get; set; }

    /// <summary>The request for more time that a decision is about.</summary>
    [BindProperty]
    public Guid? Extension { get; set; }

    public static bool IsFood(Api.Cases.Case one) =>
        one.Category == "food" || one.Category.StartsWith("food.", StringComparison.Ordinal);

    public Task<IActionResult> OnPostReferAsync() => UrgeAsync<Lab.Sample>(
        "lab-referrals", new
        {
            Number = Words(LabNumber), Sample = Words(LabSample), Text = Words(LabText),
            TakenAt = ChinaTime.Read(LabTakenAt), TakenBy = Words(LabTakenBy), InstituteId = LabInstitute,
            DueAt = ChinaTime.Read(LabDueAt), Mandatory = !LabOptional,
        }, "lab.done.send", ("number", nameof(LabNumber)), ("sample", nameof(LabSample)), ("text", nameof(LabText)),
        ("takenAt", nameof(LabTakenAt)), ("takenBy", nameof(LabTakenBy)), ("instituteId", nameof(LabInstitute)),
        ("dueAt", nameof(LabDueAt)));

    public Task<IActionResult> OnPostWithdrawSampleAsync() => UrgeAsync<Lab.Sample>(
        $"lab-referrals/{About}/withdraw", new { Note = Words(LabNote) }, "lab.done.withdraw",
        ("note", nameof(LabNote)));

    public Task<IActionResult> OnPostExtendAsync() => UrgeAsync<CoTasks.Extension>(
        $"co-tasks/{About}/extensions",
        new { Reason = Words(ExtendReason), Until = ChinaTime.Read(ExtendUntil) }, "co.done.extend",
        ("reason", nameof(ExtendReason)), ("until", nameof(ExtendUntil)));

    public Task<IActionResult> OnPostDecideExtensionAsync() => UrgeAsync<CoTasks.Extension>(
        $"co-tasks/{About}/extensions/{Extension}/decision", new { Approve, Note = Words(DecisionNote) },
        "co.done.decide", ("note", nameof(DecisionNote)));
}

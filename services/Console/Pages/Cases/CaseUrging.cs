using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>What is done about a case that takes long, beside its steps: none of it has a version.</summary>
public sealed partial class CaseModel
{
    [BindProperty]
    public string? PauseKind { get; set; }

    [BindProperty]
    public string? PauseReason { get; set; }

    /// <summary>China time, as a <c>datetime-local</c> control gives it.</summary>
    [BindProperty]
    public string? PauseUntil { get; set; }

    /// <summary>The request or order that a form is about.</summary>
    [BindProperty]
    public Guid? About { get; set; }

    [BindProperty]
    public bool Approve { get; set; }

    [BindProperty]
    public string? DecisionNote { get; set; }

    [BindProperty]
    public string? OrderReason { get; set; }

    [BindProperty]
    public string? OrderAnswer { get; set; }

    public bool IsHandler => Me.Has(Roles.Handler);

    public bool IsSupervisor => Me.Has(Roles.Supervisor);

    public Task<IActionResult> OnPostPauseAsync() => UrgeAsync<Supervision.Pause>(
        "pauses", new { Kind = Words(PauseKind), Reason = Words(PauseReason), Until = ChinaTime.Read(PauseUntil) },
        "urge.done.pause", ("kind", nameof(PauseKind)), ("reason", nameof(PauseReason)), ("until", nameof(PauseUntil)));

    public Task<IActionResult> OnPostDecideAsync() => UrgeAsync<Supervision.Pause>(
        $"pauses/{About}/decision", new { Approve, Note = Words(DecisionNote) },
        Approve ? "urge.done.approved" : "urge.done.refused", ("note", nameof(DecisionNote)));

    public Task<IActionResult> OnPostAcknowledgeAsync() =>
        UrgeAsync<Rosters.DutyCall>("acknowledge", new { }, "duty.done");

    public Task<IActionResult> OnPostRemindAsync() =>
        UrgeAsync<object>("reminders", new { Note = (string?)null }, "urge.done.remind");

    public Task<IActionResult> OnPostOrderAsync() => UrgeAsync<Supervision.Order>(
        "orders", new { Reason = Words(OrderReason) }, "urge.done.order", ("reason", nameof(OrderReason)));

    public Task<IActionResult> OnPostAnswerAsync() => UrgeAsync<Supervision.Order>(
        $"orders/{About}/answer", new { Text = Words(OrderAnswer) }, "urge.done.answer",
        ("text", nameof(OrderAnswer)));

    public Task<IActionResult> OnPostLiftAsync() => UrgeAsync<Supervision.Order>(
        $"orders/{About}/lift", new { Text = T["urge.lift.text"] }, "urge.done.lift");

    private async Task<IActionResult> UrgeAsync<TAnswer>(
        string what, object body, string done, params (string Api, string Form)[] names)
    {
        var answer = await Api.PostAsync<TAnswer>($"/api/v1/cases/{Id}/{what}", body, Key.ToString(), Aborted);
        return answer.Problem is { } problem ? await ShowAgainAsync(problem, names)
            : Done(Here.Link($"/console/cases/{Id}"), T[done]);
    }
}

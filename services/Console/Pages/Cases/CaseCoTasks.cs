using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>Other units that do a part of the case.</summary>
public sealed partial class CaseModel
{
    [BindProperty]
    public Guid? CoUnit { get; set; }

    [BindProperty]
    public string? CoText { get; set; }

    [BindProperty]
    public bool CoOptional { get; set; }

    [BindProperty]
    public string? CoNote { get; set; }

    public bool IsOfUnit(Guid unit) =>
        Me.Person?.Grants.Any(g => g.Role == Roles.Handler && g.OrganisationId == unit) == true;

    public Task<IActionResult> OnPostAskAsync() => UrgeAsync<CoTasks.CoTask>(
        "co-tasks", new { UnitId = CoUnit, Text = Words(CoText), Mandatory = !CoOptional }, "co.done.ask",
        ("unitId", nameof(CoUnit)), ("text", nameof(CoText)));

    public Task<IActionResult> OnPostTakeCoTaskAsync() =>
        UrgeAsync<CoTasks.CoTask>($"co-tasks/{About}/accept", new { Note = (string?)null }, "co.done.accept");

    public Task<IActionResult> OnPostFinishCoTaskAsync() => EndAsync("finish", "co.done.finish");

    public Task<IActionResult> OnPostDeclineCoTaskAsync() => EndAsync("decline", "co.done.decline");

    public Task<IActionResult> OnPostCancelCoTaskAsync() => EndAsync("cancel", "co.done.cancel");

    /// <summary>Who declines no longer sees the case.</summary>
    private async Task<IActionResult> EndAsync(string how, string done)
    {
        var answer = await Api.PostAsync<CoTasks.CoTask>(
            $"/api/v1/cases/{Id}/co-tasks/{About}/{how}", new { Note = Words(CoNote) }, Key.ToString(), Aborted);
        return answer.Problem is { } problem ? await ShowAgainAsync(problem, ("note", nameof(CoNote)))
            : Done(Here.Link(how == "decline" ? "/console/queue" : $"/console/cases/{Id}"), T[done]);
    }
}

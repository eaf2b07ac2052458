using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Handover;

/// <summary>What is open for a unit, handed over with notes and confirmed by whoever comes next.</summary>
public sealed class IndexModel : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Unit { get; set; }

    [BindProperty]
    public Guid Key { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Notes { get; set; }

    [BindProperty]
    public Guid? About { get; set; }

    public IReadOnlyList<Rosters.Roster> Units { get; private set; } = [];

    public Rosters.Handing? Handing { get; private set; }

    public Problem? Problem { get; private set; }

    public bool MayHand => Me.Has(Roles.Handler, Roles.Dispatcher);

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostHandAsync() => await AfterAsync(
        await Api.PostAsync<Rosters.Handover>("/api/v1/handovers", new { Unit, Notes }, Key.ToString(), Aborted),
        "handover.done.hand");

    public async Task<IActionResult> OnPostConfirmAsync() => await AfterAsync(
        await Api.PostAsync<Rosters.Handover>(
            $"/api/v1/handovers/{About}/confirmation", null, Key.ToString(), Aborted), "handover.done.confirm");

    public string Link(string? handler = null) =>
        Here.Link("/console/handover", ("unit", Handing?.Unit.Id ?? Unit), ("handler", handler));

    private async Task<IActionResult> AfterAsync(Answer<Rosters.Handover> answer, string done)
    {
        await LoadAsync();
        return answer.Problem is { } problem ? Refuse(problem, ("notes", nameof(Notes))) : Done(Link(), T[done]);
    }

    private async Task LoadAsync()
    {
        var rosters = await Api.GetAsync<Listed<Rosters.Roster>>("/api/v1/rosters?size=200", Aborted);
        Units = rosters.Value?.Items ?? [];
        var own = Me.Person!.Grants.FirstOrDefault(g => g.Role == Roles.Handler)?.OrganisationId;
        if ((Unit ?? own ?? (Units.Count > 0 ? Units[0].OrganisationId : null)) is not { } unit)
        {
            Problem = rosters.Problem;
            return;
        }

        var answer = await Api.GetAsync<Rosters.Handing>(
            PlatformApi.Path("/api/v1/handovers", ("unit", unit)), Aborted);
        (Handing, Problem) = (answer.Value, answer.Problem);
    }
}

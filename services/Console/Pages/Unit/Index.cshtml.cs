using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Unit;

/// <summary>The people of the visitor's unit: how they are given cases, what they know, and what each has.</summary>
public sealed class IndexModel : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Unit { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Rule { get; set; }

    [BindProperty]
    public Guid? Member { get; set; }

    [BindProperty]
    public string? Skills { get; set; }

    /// <summary>China time, as a <c>datetime-local</c> control gives it.</summary>
    [BindProperty]
    public string? AbsentUntil { get; set; }

    /// <summary>Null: each case by the unit's rule.</summary>
    [BindProperty]
    public Guid? To { get; set; }

    [BindProperty]
    public Guid Key { get; set; } = Guid.CreateVersion7();

    /// <summary>The visitor's units; most have one.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Mine => [.. (Me.Person?.Grants ?? [])
        .Where(g => g is { Role: Roles.Handler, OrganisationId: not null })
        .Select(g => (g.OrganisationId!.Value, g.OrganisationName ?? "")).Distinct()];

    private Guid? First => Mine is [var first, ..] ? first.Id : null;

    public Answer<Units.One> One { get; private set; }

    public async Task OnGetAsync() => await ReadAsync();

    public string Link(string? handler = null) =>
        Here.Link("/console/unit", ("unit", Mine.Count > 1 ? Unit : null), ("handler", handler));

    public Task<IActionResult> OnPostRuleAsync() => ChangeAsync<Units.One>(
        HttpMethod.Put, "", new { Version, Rule }, _ => T["unit.done.rule"], ("rule", nameof(Rule)));

    public Task<IActionResult> OnPostMemberAsync() => ChangeAsync<Units.One>(
        HttpMethod.Put, $"/members/{Member}",
        new
        {
            Skills = (Skills ?? "").Split([',', '，', '、', ' '], StringSplitOptions.RemoveEmptyEntries),
            AbsentUntil = ChinaTime.Read(AbsentUntil),
        },
        one => T.Of("unit.done.member", one.Members.FirstOrDefault(m => m.Id == Member)?.Name),
        ("skills", nameof(Skills)), ("absentUntil", nameof(AbsentUntil)));

    public Task<IActionResult> OnPostHandOverAsync() => ChangeAsync<Units.Handed>(
        HttpMethod.Post, $"/members/{Member}/hand-over", new { To }, done => T.Of("unit.done.moved", done.Moved),
        ("to", nameof(To)));

    private async Task<IActionResult> ChangeAsync<TAnswer>(
        HttpMethod method, string path, object body, Func<TAnswer, string> said,
        params (string Api, string Form)[] names)
    {
        Unit ??= First;
        using var content = JsonContent.Create(body, options: PlatformApi.Json);
        var answer = await Api.SendAsync<TAnswer>(
            method, $"/api/v1/cases/units/{Unit}{path}", content, Key.ToString(), Aborted);
        if (answer.Problem is { } problem)
        {
            await ReadAsync();
            return Refuse(problem, names);
        }

        return Done(Link(), said(answer.Value!));
    }

    private async Task ReadAsync()
    {
        Unit ??= First;
        if (Mine.Count > 0)
        {
            One = await Api.GetAsync<Units.One>($"/api/v1/cases/units/{Unit}", Aborted);
        }
    }
}

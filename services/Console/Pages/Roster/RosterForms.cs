using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.Roster;

/// <summary>What is done with a roster; who may is the API's to say.</summary>
public sealed partial class IndexModel
{
    [BindProperty]
    public string? StartsAt { get; set; }

    [BindProperty]
    public string? EndsAt { get; set; }

    /// <summary>In calling order, or in rotation.</summary>
    [BindProperty]
    public List<Guid?> Who { get; set; } = [];

    /// <summary>In an address: the shift that the form changes.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Shift { get; set; }

    /// <summary>Of that shift, as it was read.</summary>
    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public Guid? Organisation { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public int? LeadDays { get; set; }

    [BindProperty]
    public string? First { get; set; }

    [BindProperty]
    public int? Weeks { get; set; }

    [BindProperty]
    public List<int> Weekdays { get; set; } = [];

    [BindProperty]
    public string? Start { get; set; }

    [BindProperty]
    public string? End { get; set; }

    /// <summary>The other's shift and the other: two ids with a stroke between.</summary>
    [BindProperty]
    public string? Other { get; set; }

    [BindProperty]
    public Guid? Swap { get; set; }

    private string Path => $"/api/v1/rosters/{Roster}";

    private object[] Given => [.. Who.OfType<Guid>().Select(p => new { AccountId = p })];

    public async Task<IActionResult> OnPostCreateAsync()
    {
        var answer = await Api.PostAsync<Rosters.Roster>("/api/v1/rosters",
            new { OrganisationId = Organisation ?? Guid.Empty, Kind, LeadDays }, Key.ToString(), Aborted);
        if (answer.Value is { } made)
        {
            return Done(
                Here.Link("/console/roster", ("roster", made.Id)), T.Of("roster.done.create", made.OrganisationName));
        }

        await LoadAsync();
        return Refuse(answer.Problem!, ("leadDays", nameof(LeadDays)));
    }

    /// <summary>A new shift, or another state of the one that is named.</summary>
    public async Task<IActionResult> OnPostPutAsync() => await AfterAsync(
        await Api.SendAsync<Rosters.Shift>(HttpMethod.Put, $"{Path}/shifts/{Shift ?? Key}",
            JsonContent.Create(new
            {
                StartsAt = ChinaTime.Read(StartsAt), EndsAt = ChinaTime.Read(EndsAt), People = Given, Version,
            }),
            Key.ToString(), Aborted), T[Shift is null ? "roster.done.put" : "roster.done.change"],
        ("people", "Who[0]"), ("endsAt", nameof(EndsAt)));

    public async Task<IActionResult> OnPostOutAsync() => await AfterAsync(
        await Api.SendAsync<object>(
            HttpMethod.Delete, $"{Path}/shifts/{Shift}", null, Key.ToString(), Aborted), T["roster.done.out"]);

    public Task<IActionResult> OnPostPreviewAsync() => RepeatAsync(dryRun: true);

    public Task<IActionResult> OnPostRepeatAsync() => RepeatAsync(dryRun: false);

    public async Task<IActionResult> OnPostAskAsync()
    {
        var ids = Other?.Split('/') ?? [];
        return await AfterAsync(await Api.PostAsync<Rosters.Swap>($"{Path}/swaps", new
        {
            ShiftId = Shift ?? Guid.Empty,
            OtherShiftId = Guid.TryParse(ids.ElementAtOrDefault(0), out var shift) ? shift : Guid.Empty,
            OtherId = Guid.TryParse(ids.ElementAtOrDefault(1), out var other) ? other : Guid.Empty,
        }, Key.ToString(), Aborted), T["roster.done.ask"]);
    }

    public Task<IActionResult> OnPostAgreeAsync() => AnswerAsync("agreement", "roster.done.agree");

    public Task<IActionResult> OnPostDeclineAsync() => AnswerAsync("refusal", "roster.done.decline");

    /// <summary>Whoever is called has it, whatever their role.</summary>
    public async Task<IActionResult> OnPostAcknowledgeAsync(Guid called) => await AfterAsync(
        await Api.PostAsync<object>($"/api/v1/cases/{called}/acknowledge", null, Key.ToString(), Aborted),
        T["calls.done"]);

    private async Task<IActionResult> AnswerAsync(string how, string done) => await AfterAsync(
        await Api.PostAsync<Rosters.Swap>($"{Path}/swaps/{Swap}/{how}", null, Key.ToString(), Aborted), T[done]);

    private async Task<IActionResult> RepeatAsync(bool dryRun)
    {
        var answer = await Api.PostAsync<Rosters.Repeated>($"{Path}/repeats", new
        {
            Monday = DateOnly.TryParse(First, System.Globalization.CultureInfo.InvariantCulture, out var day)
                ? $"{day:yyyy-MM-dd}" : null,
            Weeks, DryRun = dryRun, People = Given,
            Pattern = TimeOnly.TryParse(Start, out var start) && TimeOnly.TryParse(End, out var end)
                ? Weekdays.Distinct().Select(d => new { Weekday = d, Start = start, End = end }) : null,
        }, dryRun ? null : Key.ToString(), Aborted);
        if (!dryRun || answer.Value is not { } shown)
        {
            return await AfterAsync(answer, T.Of("roster.done.repeat", answer.Value?.Shifts.Count ?? 0),
                ("people", "Who[0]"), ("monday", nameof(First)), ("weeks", nameof(Weeks)),
                ("pattern", nameof(Start)));
        }

        await LoadAsync();
        Preview = shown.Shifts;
        return Page();
    }

    private async Task<IActionResult> AfterAsync<TAnswer>(
        Answer<TAnswer> answer, string done, params (string Api, string Form)[] names)
    {
        await LoadAsync();
        return answer.Problem is { } problem ? Refuse(problem, names) : Done(Link(), done);
    }
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Unit;

/// <summary>When a unit works: looked at by its people, tried out and set by those who keep the region.</summary>
public sealed class HoursModel : ConsolePage
{
    public const string Path = "/console/unit/hours";

    private static readonly string[] Kinds = ["Department", "IndustryCommittee", "WorkCommittee", "MassOrganisation"];

    [BindProperty(SupportsGet = true)]
    public Guid? Unit { get; set; }

    [BindProperty]
    public HoursForm Form { get; set; } = new();

    public IReadOnlyList<(Guid Id, string Name)> Choices { get; private set; } = [];

    public Answer<Api.Hours.Shown> Shown { get; private set; }

    public Api.Hours.Previewed? Preview { get; private set; }

    /// <summary>The hours that hold today, and those to come; the newest first.</summary>
    public IReadOnlyList<Api.Hours.Edition> Versions => Shown.Value?.Versions ?? [];

    public bool MayChange => Me.Has(Roles.Administrator, Roles.Secretary, Roles.Dispatcher);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Shown.Value is { } shown)
        {
            Form = HoursForm.Of(shown);
        }
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        var answer = await Api.PostAsync<Api.Hours.Previewed>(
            $"/api/v1/units/{Unit}/hours/preview", Form.Body(), null, Aborted);
        Preview = answer.Value;
        await LoadAsync();
        return answer.Ok ? Page() : Refuse(answer.Problem!, HoursForm.Names);
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        using var content = JsonContent.Create(Form.Body(), options: PlatformApi.Json);
        var answer = await Api.SendAsync<Api.Hours.Shown>(
            HttpMethod.Put, $"/api/v1/units/{Unit}/hours", content, Form.Key, Aborted);
        if (answer.Value is { } done)
        {
            return Done(Link(), T.Of("hours.saved", done.Unit.Name, done.Version));
        }

        await LoadAsync();
        return Refuse(answer.Problem!, HoursForm.Names);
    }

    public string Link(string? handler = null) => Here.Link(Path, ("unit", Unit), ("handler", handler));

    private async Task LoadAsync()
    {
        var own = (Me.Person?.Grants ?? []).Where(g => g is { Role: Roles.Handler, OrganisationId: not null })
            .Select(g => (g.OrganisationId!.Value, g.OrganisationName ?? "")).Distinct();
        var place = Here.Region[..Math.Min(Here.Region.Length, 6)];
        var all = MayChange ? await Task.WhenAll(Kinds.Select(kind =>
            Api.GetAsync<Listed<Api.Organisations.Organisation>>(PlatformApi.Path("/api/v1/organisations",
                ("region", place), ("kind", kind), ("size", 200)), Aborted))) : [];
        Choices = [.. own.Concat(all.SelectMany(f => f.Value?.Items ?? []).OrderBy(o => o.RegionCode.Length)
            .Select(o => (o.Id, o.Name))).DistinctBy(c => c.Item1)];
        Unit ??= Choices is [var first, ..] ? first.Id : null;
        if (Unit is { } id)
        {
            Shown = await Api.GetAsync<Api.Hours.Shown>($"/api/v1/units/{id}/hours", Aborted);
        }
    }
}

using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Duties;

/// <summary>
/// Who answers for what: listed, given, changed and withdrawn; and who would get a matter, tried out.
/// </summary>
public sealed partial class IndexModel : ConsolePage
{
    public const string Path = "/console/duties";
    private const int Size = 25;

    /// <summary>Who can be given a duty: those whose work it is.</summary>
    private static readonly string[] Kinds = ["Department", "IndustryCommittee", "WorkCommittee", "MassOrganisation"];

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty(SupportsGet = true)]
    public DutyFilter Filter { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public TrialForm Trial { get; set; } = new();

    /// <summary>The duty that the form changes.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Change { get; set; }

    /// <summary>The duty that was withdrawn just now.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Withdrawn { get; set; }

    [BindProperty]
    public DutyForm Duty { get; set; } = new();

    public Answer<Listed<Api.Duties.Duty>> Duties { get; private set; }

    public Answer<Api.Duties.Simulated>? Simulated { get; private set; }

    public Api.Duties.Previewed? Preview { get; private set; }

    public Api.Duties.Duty? JustWithdrawn { get; private set; }

    public IReadOnlyList<Reports.Category> Categories { get; private set; } = [];

    public IReadOnlyList<Accounts.Region> Places { get; private set; } = [];

    public IReadOnlyList<Api.Organisations.Organisation> Organisations { get; private set; } = [];

    /// <summary>Of duties on this page that lie in none of <see cref="Places"/>: far below, or above.</summary>
    private IReadOnlyList<Accounts.Region> _elsewhere = [];

    /// <summary>Dispatchers look and try out.</summary>
    public bool MayGive => Me.Has(Roles.Administrator, Roles.Secretary);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Change is { } id && Duties.Value?.Items.FirstOrDefault(d => d.Id == id) is { } standing)
        {
            Duty = DutyForm.Of(standing);
        }

        if (Withdrawn is { } gone)
        {
            var all = await Api.GetAsync<Listed<Api.Duties.Duty>>(PlatformApi.Path("/api/v1/duties",
                ("category", Filter.Matter), ("withdrawn", true), ("size", 200)), Aborted);
            JustWithdrawn = all.Value?.Items.FirstOrDefault(d => d.Id == gone);
        }

        if (Trial.IsAsked)
        {
            Simulated = await Api.GetAsync<Api.Duties.Simulated>(Trial.Path(), Aborted);
        }
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        using var content = JsonContent.Create(
            Change is null ? Duty.Body() : new { Duty.Version, Duty = Duty.Body() }, options: PlatformApi.Json);
        var answer = await Api.SendAsync<Api.Duties.Duty>(
            Change is null ? HttpMethod.Post : HttpMethod.Put,
            Change is { } id ? $"/api/v1/duties/{id}" : "/api/v1/duties", content, Duty.Key, Aborted);
        if (answer.Ok)
        {
            return Done(Here.Link(Path, ("Filter.Matter", Duty.Matter)), T["duties.given"]);
        }

        await LoadAsync();
        return Refuse(answer.Problem!, DutyForm.Names);
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        using var content = JsonContent.Create(
            new
            {
                Duty.OrganisationId, Category = Duty.Matter, RegionCode = Duty.Region, Duty.Priority,
                ValidFrom = DutyForm.Day(Duty.From), Replaces = Change, Duty.MinLevel, Duty.DeadlineClass,
            }, options: PlatformApi.Json);
        var answer = await Api.SendAsync<Api.Duties.Previewed>(
            HttpMethod.Post, "/api/v1/routing/preview", content, null, Aborted);
        Preview = answer.Value;
        await LoadAsync();
        return answer.Ok ? Page() : Refuse(answer.Problem!, DutyForm.Names);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, string? name)
    {
        var answer = await Api.SendAsync<object>(HttpMethod.Delete, $"/api/v1/duties/{id}", null, Duty.Key, Aborted);
        if (answer.Ok)
        {
            return Done(Here.Link(Path, ("Filter.Matter", Duty.Matter), ("Withdrawn", id)),
                T.Of("duties.withdrawn-now", name ?? ""));
        }

        await LoadAsync();
        return Refuse(answer.Problem!);
    }

    public string Link(int page) => Here.Link(
        Path, [("page", page == 1 ? null : page), .. Filter.Query()]);

    public string NameOf(string matter) => matter == "*" ? T["duties.everything"]
        : Categories.FirstOrDefault(c => c.Code == matter) is { } c ? T.Of(new Api.Cases.Wording(c.NameZh, c.NameEn))
            : matter;

    public string PlaceOf(string code) => Places.Concat(_elsewhere).FirstOrDefault(p => p.Code == code)?.Name ?? code;

    private async Task LoadAsync()
    {
        var place = PlaceCode().Match(Here.Region).Value;
        Duties = await Api.GetAsync<Listed<Api.Duties.Duty>>(PlatformApi.Path("/api/v1/duties",
            ("region", Filter.Region ?? place), ("category", Filter.Matter), ("organisation", Filter.Organisation),
            ("withdrawn", Filter.Withdrawn ? true : null), ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)),
            Aborted);
        var categories = await Api.GetAsync<IReadOnlyList<Reports.Category>>("/api/v1/categories?all=true", Aborted);
        Categories = categories.Value ?? [];
        var below = await Api.GetAsync<Listed<Accounts.Region>>(
            PlatformApi.Path("/api/v1/regions", ("parent", place), ("size", 200)), Aborted);
        var own = place.Length == 0 ? default
            : await Api.GetAsync<Accounts.Region>($"/api/v1/regions/{place}", Aborted);
        Places = [.. own.Value is { } here ? [here] : Array.Empty<Accounts.Region>(), .. below.Value?.Items ?? []];
        var unknown = Duties.Value?.Items.Select(d => d.RegionCode).Except(Places.Select(p => p.Code)) ?? [];
        var named = await Task.WhenAll(
            unknown.Select(code => Api.GetAsync<Accounts.Region>($"/api/v1/regions/{code}", Aborted)));
        _elsewhere = [.. named.Select(n => n.Value).OfType<Accounts.Region>()];
        foreach (var kind in Kinds)
        {
            var found = await Api.GetAsync<Listed<Api.Organisations.Organisation>>(PlatformApi.Path(
                "/api/v1/organisations", ("region", place), ("kind", kind), ("size", 200)), Aborted);
            Organisations = [.. Organisations, .. found.Value?.Items ?? []];
        }
    }

    [GeneratedRegex(@"^(\d{6}|\d{4}|\d{2}|)")]
    private static partial Regex PlaceCode();
}

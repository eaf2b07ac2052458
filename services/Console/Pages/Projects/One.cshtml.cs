using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Projects;

/// <summary>
/// One project: why it is one, who does what, what came of it; and every step that this person can take with it.
/// </summary>
public sealed class OneModel : ConsolePage
{
    private const int Shown = 200;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that the person had before them.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    [BindProperty]
    public Dictionary<string, Form> Sent { get; set; } = [];

    public Answer<Governance.One> Dossier { get; private set; }

    public IReadOnlyList<Governance.ProjectCase> Cases { get; private set; } = [];

    public long CaseTotal { get; private set; }

    /// <summary>Who may lead or take part: the organisations of the place.</summary>
    public IReadOnlyList<Organisations.Organisation> Organisations { get; private set; } = [];

    /// <summary>Proposals and projects that this one may go into.</summary>
    public IReadOnlyList<Governance.Project> Others { get; private set; } = [];

    /// <summary>What a form sends: by the name of its step.</summary>
    public sealed class Form
    {
        public string? Name { get; set; }

        public string? Lead { get; set; }

        public List<string> Members { get; set; } = [];

        public string? Goal { get; set; }

        public string? DueOn { get; set; }

        public string? Text { get; set; }

        public string? Organisation { get; set; }

        public string? Kind { get; set; }

        public string? Title { get; set; }

        public string? DocumentNumber { get; set; }

        public string? PublishedOn { get; set; }

        public string? Note { get; set; }

        public string? Into { get; set; }

        public string? Cases { get; set; }

        public int? CheckWeeks { get; set; }

        public int? CheckThreshold { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        return Dossier.Problem is { } problem ? Failed(problem) : Page();
    }

    public Task<IActionResult> OnPostAdoptAsync() => TakeAsync("Adopt", "adopt", f => new
    {
        Version, f.Name, LeadId = IdOf(f.Lead), MemberIds = f.Members.Select(IdOf).OfType<Guid>(), f.Goal,
        DueOn = DayOf(f.DueOn),
    });

    public Task<IActionResult> OnPostMergeAsync() =>
        TakeAsync("Merge", "merge", f => new { Version, Into = IdOf(f.Into), Note = Blank(f.Note) });

    public Task<IActionResult> OnPostDropAsync() => TakeAsync("Drop", "drop", f => new { Version, Reason = f.Note });

    public Task<IActionResult> OnPostItemAsync() => TakeAsync("Item", "items", f => new
    {
        Version, f.Text, OrganisationId = IdOf(f.Organisation), DueOn = DayOf(f.DueOn),
    });

    public Task<IActionResult> OnPostReportAsync(Guid item) =>
        TakeAsync("Report", $"items/{item}/report", f => new { Version, f.Note });

    public Task<IActionResult> OnPostOutcomeAsync() => TakeAsync("Outcome", "outcomes", f => new
    {
        Version, f.Kind, f.Text, Title = Blank(f.Title), DocumentNumber = Blank(f.DocumentNumber),
        PublishedOn = DayOf(f.PublishedOn),
    });

    public Task<IActionResult> OnPostCloseAsync() =>
        TakeAsync("Close", "close", f => new { Version, Note = Blank(f.Note), f.CheckWeeks, f.CheckThreshold });

    public Task<IActionResult> OnPostAddAsync() => TakeAsync("Add", "cases", CasesOf);

    public Task<IActionResult> OnPostRemoveAsync() => TakeAsync("Remove", "cases/removal", CasesOf);

    public Form Of(string step) => Sent.GetValueOrDefault(step) ?? new();

    private object CasesOf(Form form) => new
    {
        Version, Cases = (form.Cases ?? "").Split([' ', ',', '，', '、', '\n', '\r', '\t'],
            StringSplitOptions.RemoveEmptyEntries),
    };

    private async Task<IActionResult> TakeAsync(string form, string step, Func<Form, object> body)
    {
        var answer = await Api.PostAsync<Governance.One>($"/api/v1/projects/{Id}/{step}", body(Of(form)), Key, Aborted);
        if (answer.Problem is not { } problem)
        {
            return Done(Here.Link($"/console/projects/{Id}"), T[$"projects.done.{form}"]);
        }

        await LoadAsync();
        if (Dossier.Problem is { } gone)
        {
            return Failed(gone);
        }

        return Refuse(problem, [.. problem.Errors.Keys.Select(field => (field, $"Sent[{form}]." + field switch
        {
            "leadId" => "Lead",
            "memberIds" => "Members",
            "organisationId" => "Organisation",
            "reason" => "Note",
            _ => char.ToUpperInvariant(field[0]) + field[1..],
        }))]);
    }

    private async Task LoadAsync()
    {
        Dossier = await Api.GetAsync<Governance.One>($"/api/v1/projects/{Id}", Aborted);
        if (Dossier.Value is not { } one)
        {
            return;
        }

        var cases = await Api.GetAsync<Listed<Governance.ProjectCase>>(
            PlatformApi.Path(one.CaseList, ("size", Shown)), Aborted);
        (Cases, CaseTotal) = (cases.Value?.Items ?? [], cases.Value?.Total ?? 0);
        var place = one.Project.RegionCode[..Math.Min(6, one.Project.RegionCode.Length)];
        if (one.Can("Adopt"))
        {
            Organisations = (await Api.GetAsync<Listed<Organisations.Organisation>>(PlatformApi.Path(
                "/api/v1/organisations", ("region", place), ("size", Shown)), Aborted)).Value?.Items ?? [];
        }

        if (one.Can("Merge"))
        {
            foreach (var status in (string[])["Adopted", "Proposed"])
            {
                var others = await Api.GetAsync<Listed<Governance.Project>>(PlatformApi.Path("/api/v1/projects",
                    ("status", status), ("region", place), ("size", Shown)), Aborted);
                Others = [.. Others, .. others.Value?.Items.Where(p => p.Id != Id) ?? []];
            }
        }
    }

    private static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static string? DayOf(string? text) => DateOnly.TryParse(
        text, System.Globalization.CultureInfo.InvariantCulture, out var day) ? $"{day:yyyy-MM-dd}" : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

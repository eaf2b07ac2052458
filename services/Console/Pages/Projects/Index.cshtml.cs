using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Projects;

/// <summary>The desk of the joint meeting: proposals with what speaks for them, and the projects that run.</summary>
public sealed partial class IndexModel : ConsolePage
{
    private const int Size = 10;
    public static readonly IReadOnlyList<string> States =
        ["Proposed", "Adopted", "Closed", "Held", "Dropped", "Merged"];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Answer<Listed<Governance.Project>> Projects { get; private set; }

    /// <summary>A city's dispatcher or an administrator may have its week analysed now.</summary>
    public string? City => Me.Has(Roles.Dispatcher, Roles.Administrator) && CityOf().Match(Here.Region) is
        { Success: true } city ? city.Value : null;

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostClusterAsync()
    {
        var answer = await Api.PostAsync<Governance.Clustering>(
            "/api/v1/projects/clusterings", new { region = City, week = Week() }, Key, Aborted);
        if (answer.Value is { } found)
        {
            return Done(Link("Proposed"), T.Of("projects.clustered", found.Cases, found.Clusters.Count));
        }

        await LoadAsync();
        return Refuse(answer.Problem!);
    }

    public string Link(string state, int page = 1) =>
        Here.Link("/console/projects", ("state", state), ("page", page == 1 ? null : page));

    /// <summary>The running week: what has come so far.</summary>
    private string Week()
    {
        var today = HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()
            .ToOffset(ChinaTime.Offset).DateTime;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{System.Globalization.ISOWeek.GetYear(today)}-W{System.Globalization.ISOWeek.GetWeekOfYear(today):00}");
    }

    private async Task LoadAsync()
    {
        State = States.FirstOrDefault(s => s == State) ?? States[0];
        Projects = await Api.GetAsync<Listed<Governance.Project>>(PlatformApi.Path("/api/v1/projects",
            ("status", State), ("region", Here.Region), ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)),
            Aborted);
    }

    [GeneratedRegex(@"^\d{4}")]
    private static partial Regex CityOf();
}

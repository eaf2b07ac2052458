using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Raise;

/// <summary>
/// A rider asks for something, or staff register what they heard: what it is about (three levels), then what that
/// category asks. No script is needed.
/// </summary>
[RequestSizeLimit(Composition.MaxUpload)]
public sealed partial class IndexModel : ConsolePage
{
    private static readonly string[] OfRiders = ["Grievance", "Wish"];
    private static readonly string[] OfStaff = ["Grievance", "Wish", "VisitFinding", "ForumItem"];

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    /// <summary>What this visitor can raise or register.</summary>
    public IReadOnlyList<string> Kinds => Me.Has(Roles.Rider) ? OfRiders : OfStaff;

    public Answer<IReadOnlyList<Reports.Category>> Categories { get; private set; }

    /// <summary>Null while it is being chosen.</summary>
    public Reports.Category? Chosen { get; private set; }

    public IReadOnlyList<Accounts.Region> Places { get; private set; } = [];

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync(List<IFormFile> photos)
    {
        await LoadAsync();
        using var body = Reports.Body(
            [("kind", Kind), ("category", Category), ("text", Text), ("regionCode", Place),
                .. FormAnswers.Take(this)], photos);
        var answer = await Api.SendAsync<Reports.Registered>(HttpMethod.Post, "/api/v1/cases", body, Key, Aborted);
        return answer.Value is { } made
            ? Done(Here.Link($"{(Me.Has(Roles.Rider) ? "/console/my/cases" : "/console/cases")}/{made.Id}"),
                T.Of("raise.sent", made.Number))
            : Refuse(answer.Problem!, ("text", "Text"), ("regionCode", "Place"), ("category", "Category"));
    }

    public string LinkTo(string kind, string? category) =>
        Here.Link("/console/raise", ("kind", kind), ("category", category));

    /// <summary>What stands right below a group, or at the top.</summary>
    public IEnumerable<Reports.Category> Below(string? group) => Categories.Value!
        .Where(c => group is null ? !c.Code.Contains('.') : c.Code.StartsWith(group + ".", StringComparison.Ordinal)
            && !c.Code[(group.Length + 1)..].Contains('.'))
        .OrderBy(c => c.Code == "other").ThenBy(c => c.Group);

    private async Task LoadAsync()
    {
        Kind = Kinds.FirstOrDefault(k => k == Kind) ?? Kinds[0];
        Categories = await Api.GetAsync<IReadOnlyList<Reports.Category>>(
            PlatformApi.Path("/api/v1/categories", ("kind", Kind)), Aborted);
        Chosen = Categories.Value?.FirstOrDefault(c => c.Code == Category && !c.Group);
        if (Chosen is not null)
        {
            // The parts of the place that one looks at; a county's streets, a city's counties.
            var places = await Api.GetAsync<Listed<Accounts.Region>>(
                PlatformApi.Path("/api/v1/regions", ("parent", PlaceCode().Match(Here.Region).Value), ("size", 200)),
                Aborted);
            Places = places.Value?.Items ?? [];
        }
    }

    /// <summary>City or county: below a county lie streets, and a case is not raised more closely than that.</summary>
    [GeneratedRegex(@"^(\d{6}|\d{4}|\d{2}|)")]
    private static partial Regex PlaceCode();
}

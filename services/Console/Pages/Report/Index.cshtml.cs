using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.Console.Pages.Stations;

namespace RiderPlatform.Console.Pages.Report;

/// <summary>
/// A rider reports a hazard: photo, position, category. The script sends the same form by itself, with
/// <c>Accept: application/json</c>; without a script it is an ordinary form.
/// </summary>
[RequestSizeLimit(Composition.MaxUpload)]
public sealed class IndexModel(IAntiforgery antiforgery) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Longitude { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Latitude { get; set; }

    /// <summary>The chosen station's position, for who has no positioning.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Near { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Answer<ReportForm> Form { get; private set; }

    private bool IsFromScript => Request.Headers.Accept.ToString()
        .StartsWith("application/json", StringComparison.Ordinal);

    private Position? At => Position.Read(Longitude, Latitude) ?? Position.Read(Near);

    public async Task OnGetAsync()
    {
        (Category, Near) = (Held(nameof(Category)) ?? Category, Held(nameof(Near)) ?? Near);
        (Longitude, Latitude) = (Held(nameof(Longitude)) ?? Longitude, Held(nameof(Latitude)) ?? Latitude);
        await LoadAsync();
        if (At is not null && Category is not null && Form.Value is { } form)
        {
            Form = new Answer<ReportForm>(form with { Similar = await SimilarAsync() }, null);
        }
    }

    /// <summary>What lies near by already, as a part of the page.</summary>
    public async Task<IActionResult> OnGetSimilarAsync() => Partial("_Similar", await SimilarAsync());

    /// <summary>For a draft that is sent long after its page was made.</summary>
    public IActionResult OnGetToken() => new JsonResult(new
    {
        token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken, owner = ReportForm.OwnerOf(Me.Person!.Subject),
    });

    public async Task<IActionResult> OnPostAsync(List<IFormFile> photos)
    {
        await LoadAsync();
        var text = string.IsNullOrWhiteSpace(Text)
            ? Form.Value?.Categories.FirstOrDefault(c => c.Code == Category)?.NameZh : Text;
        using var body = Reports.Body(
            [("category", Category), ("text", text), ("longitude", At?.LongitudeText), ("latitude", At?.LatitudeText)],
            photos);
        var answer = await Api.SendAsync<Reports.Registered>(HttpMethod.Post, "/api/v1/clues", body, Key, Aborted);
        if (answer.Value is { } registered)
        {
            var href = Here.Link($"/console/my/cases/{registered.Id}");
            return IsFromScript ? new JsonResult(new { number = registered.Number, href }) { StatusCode = 201 }
                : Done(href, T.Of("report.sent", registered.Number));
        }

        var problem = InWords(answer.Problem!);
        return IsFromScript ? new JsonResult(new
        {
            detail =
                string.Join(' ', problem.Errors.SelectMany(e => e.Value).DefaultIfEmpty(problem.Detail).Select(T.Said)),
        }) { StatusCode = problem.Status } : Refuse(problem, ("position", "Near"), ("category", "Category"));
    }

    /// <summary>"It is this one": nothing is reported again.</summary>
    public async Task<IActionResult> OnPostJoinAsync(string? number)
    {
        var answer = await Api.PostAsync<object>("/api/v1/clues/joins", new { number }, Key, Aborted);
        if (answer.Ok)
        {
            return Done(Here.Link("/console/my/cases"), T.Of("report.joined", number));
        }

        await LoadAsync();
        return Refuse(answer.Problem!);
    }

    private async Task LoadAsync()
    {
        var form = await ReportForm.OfAsync(Api, Here, Aborted);
        Form = form.Value is null ? form : new Answer<ReportForm>(form.Value with
        {
            Category = Category, Text = Text, At = At, Key = Key, Owner = ReportForm.OwnerOf(Me.Person!.Subject),
        }, null);
    }

    private async Task<IReadOnlyList<Reports.Similar>> SimilarAsync() => At is not { } at ? []
        : (await Api.GetAsync<Reports.SimilarList>(PlatformApi.Path(
            "/api/v1/clues/similar", ("category", Category), ("longitude", at.LongitudeText),
            ("latitude", at.LatitudeText)), Aborted)).Value?.Items ?? [];

    /// <summary>The API names fields of its JSON; a rider sees none.</summary>
    private Problem InWords(Problem problem) => problem.Name switch
    {
        "RegionNeeded" => problem with { Detail = T["report.position.needed"] },
        _ when problem.Errors.ContainsKey("category") => problem with
        {
            Errors = new Dictionary<string, string[]> { ["category"] = [T["report.category.needed"]] },
        },
        _ => problem,
    };
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.Books;

/// <summary>
/// The ledger as who answers for it sees it: the running audit, what it found and who let redemptions go on; the whole
/// proof when it is asked for, and every entry as a file for a program of one's own.
/// </summary>
public sealed class IndexModel : ConsolePage
{
    public const string Address = "/console/points/books";
    private const int Size = 20;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public Guid Violation { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Answer<Api.Books.Audit> Audit { get; private set; }

    /// <summary>Null until it was asked for.</summary>
    public Api.Books.Proof? Proof { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostLiftAsync()
    {
        var answer = await Api.PostAsync<Api.Books.Violation>(
            $"/api/v1/points/audit/violations/{Violation}/lifting", new { reason = Reason ?? "" }, null, Aborted);
        if (answer.Ok)
        {
            return Done(Here.Link(Address), T["books.lifted"]);
        }

        await LoadAsync();
        return Refuse(answer.Problem!, ("reason", nameof(Reason)));
    }

    public async Task<IActionResult> OnPostVerifyAsync()
    {
        var answer = await Api.GetAsync<Api.Books.Proof>("/api/v1/points/verification", Aborted);
        Proof = answer.Value;
        await LoadAsync();
        return answer.Problem is { } problem ? Refuse(problem) : Page();
    }

    /// <summary>The file as the API makes it, line by line.</summary>
    public async Task<IActionResult> OnGetJournalAsync(string? from, string? to)
    {
        var answer = await Api.OpenAsync(
            PlatformApi.Path("/api/v1/points/journal", ("from", from), ("to", to)), null, Aborted);
        if (answer is not { IsSuccessStatusCode: true })
        {
            var problem = answer is null ? Problem.Unavailable : await Problem.OfAsync(answer, Aborted);
            answer?.Dispose();
            await LoadAsync();
            return Refuse(problem, ("from", "from"), ("to", "to"));
        }

        HttpContext.Response.RegisterForDispose(answer);
        return File(await answer.Content.ReadAsStreamAsync(Aborted), "text/plain; charset=utf-8", "points.journal");
    }

    public string Link(int page) => Here.Link(Address, ("page", page == 1 ? null : page));

    public string Handler(string name) => Here.Link(Address, ("handler", name));

    private async Task LoadAsync() => Audit = await Api.GetAsync<Api.Books.Audit>(
        PlatformApi.Path("/api/v1/points/audit", ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);
}

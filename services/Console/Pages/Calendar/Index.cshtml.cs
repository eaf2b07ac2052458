using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Calendar;

/// <summary>The days that deadlines go by: looked at by all, changed by administrators, and never unseen.</summary>
public sealed class IndexModel(TimeProvider time) : ConsolePage
{
    public const string Path = "/console/calendar";

    /// <summary>A year has a few dozen lines; more is no calendar.</summary>
    private const int MostBytes = 20_000;

    [BindProperty(SupportsGet = true)]
    public string? Month { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public string? Off { get; set; }

    [BindProperty]
    public string? Work { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public Answer<Api.Calendar.Shown> Shown { get; private set; }

    public Api.Calendar.Imported? Preview { get; private set; }

    public bool MayChange => Me.Has(Roles.Administrator);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Year ??= time.GetUtcNow().ToOffset(ChinaTime.Offset).Year + 1;
        if (Shown.Value?.Years.FirstOrDefault(y => y.Year == Year) is { } known)
        {
            (Source, Off, Work) = (known.Source, RunLines.Text(known.Off), RunLines.Text(known.Work));
        }
    }

    public Task<IActionResult> OnPostPreviewAsync() => SendAsync(publish: false);

    public Task<IActionResult> OnPostPublishAsync() => SendAsync(publish: true);

    public string MonthLink(int months) =>
        Here.Link(
            Path, ("Month", $"{DateOnly.Parse(Shown.Value!.Month.Month + "-01", null).AddMonths(months):yyyy-MM}"));

    private async Task<IActionResult> SendAsync(bool publish)
    {
        var (off, work) = await ReadFileAsync() ? (RunLines.Of(Off), RunLines.Of(Work))
            : (RunLines.Of(""), RunLines.Of(""));
        foreach (var (field, lines) in new[] { (nameof(Off), off), (nameof(Work), work) })
        {
            foreach (var (number, line) in lines.Wrong)
            {
                ModelState.AddModelError(field, T.Of("calendar.bad-line", number, line));
            }
        }

        await LoadAsync();
        if (!ModelState.IsValid)
        {
            Response.StatusCode = 400;
            return Page();
        }

        using var content = JsonContent.Create(
            new { Source, Off = off.Runs, Work = work.Runs }, options: PlatformApi.Json);
        var answer = await Api.SendAsync<Api.Calendar.Imported>(
            HttpMethod.Post, PlatformApi.Path($"/api/v1/calendar/years/{Year}", ("dryRun", publish ? null : "true")),
            content, publish ? Key : null, Aborted);
        if (answer is { Ok: true, Value: { } done } && publish)
        {
            return Done(Here.Link(Path, ("Year", Year)), T.Of("calendar.published", done.Year, done.Version));
        }

        Preview = answer.Value;
        return answer.Ok ? Page() : Refuse(
            answer.Problem!, ("source", nameof(Source)), ("off", nameof(Off)), ("work", nameof(Work)),
            ("year", nameof(Year)));
    }

    /// <summary>A file stands for what was typed, and comes back in the fields, so that it is seen.</summary>
    private async Task<bool> ReadFileAsync()
    {
        if (Upload is not { Length: > 0 } file)
        {
            return true;
        }

        if (file.Length > MostBytes)
        {
            ModelState.AddModelError(nameof(Upload), T.Of("calendar.bad-line", 1, file.FileName));
            return false;
        }

        using var reader = new StreamReader(file.OpenReadStream());
        (Off, Work) = RunLines.Parted(await reader.ReadToEndAsync(Aborted));
        ModelState.Remove(nameof(Off));
        ModelState.Remove(nameof(Work));
        return true;
    }

    private async Task LoadAsync() => Shown =
        await Api.GetAsync<Api.Calendar.Shown>(PlatformApi.Path("/api/v1/calendar", ("month", Month)), Aborted);
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.BoardFigures;

/// <summary>The awards and clawbacks behind one number.</summary>
public sealed class RowsModel : ConsolePage
{
    public const string Address = IndexModel.Address + "/rows";
    private const int Size = 50;

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? AsOf { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Api.Boards.Items> Items { get; private set; }

    public async Task OnGetAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        Items = await Api.GetAsync<Api.Boards.Items>(PathOf("", ("page", Number), ("size", Size)), Aborted);
    }

    /// <summary>The file as the API makes it, line by line.</summary>
    public async Task<IActionResult> OnGetFileAsync()
    {
        var answer = await Api.OpenAsync(PathOf(".csv"), null, Aborted);
        if (answer is not { IsSuccessStatusCode: true })
        {
            var problem = answer is null ? Problem.Unavailable : await Problem.OfAsync(answer, Aborted);
            answer?.Dispose();
            return Failed(problem);
        }

        HttpContext.Response.RegisterForDispose(answer);
        return File(await answer.Content.ReadAsStreamAsync(Aborted), "text/csv; charset=utf-8", "earned.csv");
    }

    public string Link(int page) => Here.Link(Address, [.. Question, ("page", page == 1 ? null : page)]);

    public string FileLink => Here.Link(Address, [.. Question, ("handler", "File")]);

    public string Back => Here.Link(IndexModel.Address, ("from", From), ("to", To), ("by", By));

    private (string Name, object? Value)[] Question =>
        [("from", From), ("to", To), ("by", By), ("key", Key), ("asOf", AsOf)];

    private string PathOf(string kind, params (string Name, object? Value)[] more) => PlatformApi.Path(
        $"/api/v1/points/award-figures/rows{kind}", [("region", Here.Region), .. Question, .. more]);
}

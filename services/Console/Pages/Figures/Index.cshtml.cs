using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Figures;

/// <summary>What a place is judged by: every rate with what it is made of, every number a way to its cases.</summary>
public sealed class IndexModel(RegionNames names, TimeProvider time) : ConsolePage
{
    public static readonly IReadOnlyList<int> Periods = [7, 30, 90, 365];
    public static readonly IReadOnlyList<string> Groupings = ["region", "unit", "category", "period"];
    public static readonly IReadOnlyList<int> Sides = [250, 500, 1000];
    private const int Usual = 30;

    [BindProperty(SupportsGet = true)]
    public int? Days { get; set; }

    /// <summary>What the rows of the table are.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    /// <summary>Side of a square of the heat map, in metres.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Cell { get; set; }

    public int Period => Periods.Contains(Days ?? 0) ? Days!.Value : Usual;

    public string Grouping => Groupings.Contains(By) ? By! : Groupings[0];

    /// <summary>A city is looked at from further away than a county.</summary>
    public int Side => Sides.Contains(Cell ?? 0) ? Cell!.Value : Here.Region.Length <= 4 ? 1000 : 500;

    public string Name { get; private set; } = "";

    public Answer<Api.Figures.Answer> Figures { get; private set; }

    public HeatSquares? Heat { get; private set; }

    public async Task OnGetAsync()
    {
        var figures = Api.GetAsync<Api.Figures.Answer>(PathOf("statistics"), Aborted);
        var heat = Api.GetAsync<Api.Figures.Heat>(PathOf("heat", ("cell", Side)), Aborted);
        Name = await names.OfAsync(Here.Region, Api, T, Aborted);
        (Figures, Heat) = (await figures, (await heat).Value is { } value ? new HeatSquares(value, Here) : null);
    }

    /// <summary>The file as the API makes it.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        using var answer = await Api.OpenAsync(PathOf("statistics", ("format", "csv")), null, Aborted);
        if (answer is not { IsSuccessStatusCode: true })
        {
            return Failed(answer is null ? Problem.Unavailable : await Problem.OfAsync(answer, Aborted));
        }

        var name = answer.Content.Headers.ContentDisposition?.FileNameStar ?? "figures.csv";
        return File(await answer.Content.ReadAsByteArrayAsync(Aborted), "text/csv; charset=utf-8", name);
    }

    /// <summary>This page with one thing different.</summary>
    public string Href(int? days = null, string? by = null, int? cell = null, string? handler = null) => Here.Link(
        "/console/figures", ("handler", handler), ("days", days ?? Days), ("by", by ?? By), ("cell", cell ?? Cell));

    private string PathOf(string path, params (string Name, object? Value)[] more) => PlatformApi.Path(
        $"/api/v1/cases/{path}",
        [("region", Here.Region), ("at", Here.AtInstant), ("from", From.UtcDateTime.ToString("O")), .. more]);

    /// <summary>The beginning of the period's first day, in China.</summary>
    private DateTimeOffset From
    {
        get
        {
            var day = (Here.At ?? time.GetUtcNow()).ToOffset(ChinaTime.Offset);
            return new DateTimeOffset(day.Date, ChinaTime.Offset).AddDays(1 - Period);
        }
    }
}

using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.BoardFigures;

/// <summary>
/// What an award round is decided by: points earned by kind, each number with the list behind it, and the leaderboard
/// as of the same instant, which can be frozen.
/// </summary>
public sealed class IndexModel(Language lang) : ConsolePage
{
    public const string Address = "/console/points/awards";
    public static readonly IReadOnlyList<string> Groupings = ["Rule", "Line", "Category", "Region"];
    private const int Shown = 10;

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    /// <summary>Of the board that was looked at.</summary>
    [BindProperty]
    public string? AsOf { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public string Grouping => Groupings.Contains(By) ? By! : Groupings[0];

    public Answer<Api.Boards.Figures> Figures { get; private set; }

    public Answer<Api.Boards.Board> Board { get; private set; }

    public IReadOnlyDictionary<string, string> Categories { get; private set; } = new Dictionary<string, string>();

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync(Here.AtInstant);
        return Figures.Problem is { Status: 400 } wrong ? Refuse(wrong, ("from", "from"), ("to", "to")) : Page();
    }

    public async Task<IActionResult> OnPostFreezeAsync()
    {
        var answer = await Api.PostAsync<Api.Boards.Frozen>(
            "/api/v1/points/boards",
            new { title = Title ?? "", regionCode = Here.Region, from = From, to = To, asOf = AsOf }, Key, Aborted);
        if (answer.Value is { } frozen)
        {
            return Done(Here.Link($"{BoardLists.IndexModel.Address}/{frozen.Id}"), T["boards.frozen"]);
        }

        Key = Guid.CreateVersion7().ToString();
        await LoadAsync(AsOf);
        return Refuse(answer.Problem!, ("title", nameof(Title)));
    }

    /// <summary>Freezes what is shown.</summary>
    public string FreezeLink => Here.Link(
        Address, ("from", $"{Figures.Value!.From:yyyy-MM-dd}"), ("to", $"{Figures.Value.To:yyyy-MM-dd}"), ("by", By),
        ("handler", "Freeze"));

    public string RowsOf(string? key) => Here.Link(
        RowsModel.Address, ("from", $"{Figures.Value!.From:yyyy-MM-dd}"), ("to", $"{Figures.Value.To:yyyy-MM-dd}"),
        ("by", Grouping), ("key", key), ("asOf", ChinaTime.Instant(Figures.Value.AsOf)));

    public string NameOf(string key) => Grouping switch
    {
        "Category" => Categories.GetValueOrDefault(key, key),
        "Rule" => Texts.Has($"rules.event.{key}") ? T[$"rules.event.{key}"] : key,
        _ => key,
    };

    private async Task LoadAsync(string? asOf)
    {
        var categories = Api.GetAsync<IReadOnlyList<Reports.Category>>("/api/v1/categories?all=true", Aborted);
        Figures = await Api.GetAsync<Api.Boards.Figures>(
            PlatformApi.Path(
                "/api/v1/points/award-figures", ("region", Here.Region), ("from", From), ("to", To), ("asOf", asOf),
                ("by", Grouping)), Aborted);
        if (Figures.Value is { } all)
        {
            Board = await Api.GetAsync<Api.Boards.Board>(
                PlatformApi.Path(
                    "/api/v1/points/leaderboard", ("region", Here.Region), ("from", $"{all.From:yyyy-MM-dd}"),
                    ("to", $"{all.To:yyyy-MM-dd}"), ("asOf", ChinaTime.Instant(all.AsOf)), ("size", Shown)), Aborted);
        }

        Categories = ((await categories).Value ?? []).ToDictionary(c => c.Code, c => lang.Pick(c.NameZh, c.NameEn));
    }
}

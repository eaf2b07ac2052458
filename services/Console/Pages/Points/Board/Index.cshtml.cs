using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.Board;

/// <summary>Riders by what they earned: the own place first, and whether one stands there at all.</summary>
public sealed class IndexModel(RegionNames names, TimeProvider time) : ConsolePage
{
    public const string Address = "/console/points/board";
    public static readonly IReadOnlyList<string> Periods = ["month", "last-month", "year"];
    private const int Size = 50;

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public bool Shown { get; set; }

    public string Chosen => Periods.Contains(Period) ? Period! : Periods[0];

    public Answer<Api.Boards.Board> Board { get; private set; }

    /// <summary>The city and its counties.</summary>
    public IReadOnlyList<(string Code, string Name)> Regions { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostShowAsync()
    {
        using var content = JsonContent.Create(new { shown = Shown });
        var answer = await Api.SendAsync<Api.Boards.Shown>(
            HttpMethod.Put, "/api/v1/points/my/leaderboard", content, null, Aborted);
        if (answer.Ok)
        {
            return Done(Link(1), T[Shown ? "boards.joined" : "boards.left"]);
        }

        await LoadAsync();
        return Refuse(answer.Problem!);
    }

    public string Link(int page, string? period = null) => Here.Link(
        Address, ("period", period ?? Period), ("page", page == 1 ? null : page));

    public string Handler(string name) => Here.Link(Address, ("period", Period), ("handler", name));

    private async Task LoadAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var today = DateOnly.FromDateTime((Here.At ?? time.GetUtcNow()).ToOffset(ChinaTime.Offset).DateTime);
        var first = new DateOnly(today.Year, Chosen == "year" ? 1 : today.Month, 1);
        var (from, to) = Chosen == "last-month" ? (first.AddMonths(-1), first.AddDays(-1)) : (first, today);
        var board = Api.GetAsync<Api.Boards.Board>(
            PlatformApi.Path(
                "/api/v1/points/leaderboard", ("region", Here.Region), ("from", $"{from:yyyy-MM-dd}"),
                ("to", $"{to:yyyy-MM-dd}"), ("asOf", Here.AtInstant), ("page", Number), ("size", Size)), Aborted);
        var city = Here.Fallback.Length > 4 ? Here.Fallback[..4] : Here.Fallback;
        var counties = (await Api.GetAsync<Listed<Accounts.Region>>(
            PlatformApi.Path("/api/v1/regions", ("parent", city), ("size", 200)), Aborted)).Value?.Items ?? [];
        var regions = new List<(string Code, string Name)> { (city, await names.OfAsync(city, Api, T, Aborted)) };
        regions.AddRange(counties.Select(c => (c.Code, c.Name)));
        if (regions.All(r => r.Code != Here.Region))
        {
            regions.Add((Here.Region, await names.OfAsync(Here.Region, Api, T, Aborted)));
        }

        (Regions, Board) = (regions, await board);
    }
}

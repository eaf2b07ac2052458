using System.Globalization;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Wall;

/// <summary>
/// The cockpit. It is made of parts, each with the time of its own data; js/wall.js asks for the page again and again
/// and takes every part that came, so that one service's outage leaves the others' figures fresh.
/// </summary>
public sealed class IndexModel(RegionNames names, TimeProvider time) : ConsolePage
{
    private const int Shown = 10;
    private const int Bars = 12;
    private const int CountyDigits = 6;

    /// <summary>A bar of the chart.</summary>
    public sealed record Bar(string Code, string Name, long Open, long Closed);

    public string Name { get; private set; } = "";

    public Answer<Api.Figures.Answer> Figures { get; private set; }

    public Answer<Api.Figures.StationFigures> Stations { get; private set; }

    public Answer<Api.Figures.PointsFigures> Points { get; private set; }

    public Answer<Listed<Api.Cases.Case>> Newest { get; private set; }

    /// <summary>When the newest cases were read.</summary>
    public DateTimeOffset ReadAt { get; private set; }

    public IReadOnlyList<Bar> Regions { get; private set; } = [];

    /// <summary>Region codes and names from the widest down to here.</summary>
    public IReadOnlyList<(string Code, string Name)> Chain { get; private set; } = [];

    public async Task OnGetAsync()
    {
        ReadAt = Here.At ?? time.GetUtcNow();
        var figures = AskAsync<Api.Figures.Answer>("/api/v1/cases/statistics");
        var stations = AskAsync<Api.Figures.StationFigures>("/api/v1/stations/figures");
        var newest = Api.GetAsync<Listed<Api.Cases.Case>>(PlatformApi.Path("/api/v1/cases", ("region", Here.Region),
            ("at", Here.AtInstant), ("sort", "changedAt"), ("order", "desc"), ("size", Shown)), Aborted);
        var county = Here.Region[..Math.Min(Here.Region.Length, CountyDigits)];
        Points = await Api.GetAsync<Api.Figures.PointsFigures>(
            PlatformApi.Path("/api/v1/points/figures", ("region", county)), Aborted);
        (Figures, Stations, Newest) = (await figures, await stations, await newest);
        Regions = [.. (Figures.Value?.ByRegion ?? []).OrderByDescending(r => r.Figures.Registered.Count)
            .Take(Bars).Select(r => new Bar(
                r.Key, r.Name?.Zh ?? r.Key, r.Figures.Open.Count, r.Figures.Closed.Count))];
        Chain = await ChainAsync();
        Name = Chain[^1].Name;
    }

    /// <summary>
    /// For the part's <c>data-at</c>: milliseconds as scripts count them; empty where there is nothing.
    /// </summary>
    public static string Stamp(DateTimeOffset? at) =>
        at?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "";

    private Task<Answer<T>> AskAsync<T>(string path) =>
        Api.GetAsync<T>(PlatformApi.Path(path, ("region", Here.Region), ("at", Here.AtInstant)), Aborted);

    private async Task<IReadOnlyList<(string Code, string Name)>> ChainAsync()
    {
        var chain = new List<(string, string)>();
        foreach (var level in (int[])[0, 2, 4, 6, 9, 12])
        {
            // No wider than this person's own scope: above it there is nothing for them.
            if (level <= Here.Region.Length && level >= Math.Min(Here.Fallback.Length, Here.Region.Length))
            {
                var code = Here.Region[..level];
                chain.Add((code, await names.OfAsync(code, Api, T, Aborted)));
            }
        }

        return chain.Count > 0 ? chain : [(Here.Region, await names.OfAsync(Here.Region, Api, T, Aborted))];
    }
}

using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Open;

/// <summary>What anybody may know of a place: how it answers its riders, and where there are hazards.</summary>
public sealed class IndexModel(RegionNames names) : ConsolePage
{
    /// <summary>Points are told for provinces, cities and counties.</summary>
    private const int CountyDigits = 6;

    private const int Listed = 100;

    public string Name { get; private set; } = "";

    public Answer<Api.Figures.Answer> Cases { get; private set; }

    public Answer<Api.Figures.StationFigures> Stations { get; private set; }

    public Answer<Api.Figures.PointsFigures> Points { get; private set; }

    public Answer<Api.Figures.Hazards> Hazards { get; private set; }

    /// <summary>The newest, as a list beside the map.</summary>
    public IEnumerable<Api.Figures.HazardFeature> Newest => Hazards.Value?.Features.Take(Listed) ?? [];

    public bool HasPoints => Here.Region.Length <= CountyDigits;

    /// <summary>The same for staff has more, and its numbers open their lists.</summary>
    public bool HasMore => Navigation.Of("/console/figures")!.IsFor(Me);

    /// <summary>The oldest of what the page is made of.</summary>
    public DateTimeOffset? At =>
        new[] { Cases.Value?.At, Stations.Value?.At, Points.Value?.At, Hazards.Value?.At }.Min();

    public async Task OnGetAsync()
    {
        var cases = AskAsync<Api.Figures.Answer>("/api/v1/open/figures");
        var stations = AskAsync<Api.Figures.StationFigures>("/api/v1/stations/figures");
        var hazards = AskAsync<Api.Figures.Hazards>("/api/v1/open/hazards");
        Points = HasPoints ? await AskAsync<Api.Figures.PointsFigures>("/api/v1/points/figures") : default;
        (Cases, Stations, Hazards) = (await cases, await stations, await hazards);
        Name = await names.OfAsync(Here.Region, Api, T, Aborted);
    }

    private Task<Answer<T>> AskAsync<T>(string path) =>
        Api.GetAsync<T>(PlatformApi.Path(path, ("region", Here.Region)), Aborted);
}

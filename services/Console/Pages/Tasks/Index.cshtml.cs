using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.Console.Pages.Stations;

namespace RiderPlatform.Console.Pages.Tasks;

/// <summary>
/// What a rider can do near by: needs of communities, hazards to look at; and what they have taken on. With a position
/// in the address the nearest come first, without one what begins first.
/// </summary>
public sealed class IndexModel : ConsolePage
{
    private const int Size = 20;

    [BindProperty(SupportsGet = true)]
    public string? Lng { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Lat { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Position? Said { get; private set; }

    public Answer<Listed<Console.Api.Tasks.Demand>> Open { get; private set; }

    public IReadOnlyList<Console.Api.Tasks.Line> Mine { get; private set; } = [];

    public IReadOnlyList<Console.Api.Tasks.Check> Checks { get; private set; } = [];

    public IReadOnlyList<Reports.Category> Kinds { get; private set; } = [];

    public Console.Api.Tasks.Hours? Hours { get; private set; }

    public async Task OnGetAsync()
    {
        (Said, Number) = (Position.Read(Lng, Lat), Math.Clamp(Number, 1, 10_000));
        var near = Said?.ToString();
        var mine = Api.GetAsync<Listed<Console.Api.Tasks.Line>>("/api/v1/demands/claims?size=20", Aborted);
        var checks = Api.GetAsync<Console.Api.Tasks.Checks>(
            PlatformApi.Path("/api/v1/verifications/near", ("near", near)), Aborted);
        var kinds = Api.GetAsync<IReadOnlyList<Reports.Category>>("/api/v1/categories?kind=Demand", Aborted);
        var hours = Api.GetAsync<Console.Api.Tasks.Hours>("/api/v1/demands/hours?rider=me", Aborted);
        Open = await Api.GetAsync<Listed<Console.Api.Tasks.Demand>>(PlatformApi.Path(
            "/api/v1/demands", ("status", "Open"), ("region", Here.Region), ("kind", Kind), ("near", near),
            ("page", Number), ("size", Size)), Aborted);
        Mine = (await mine).Value?.Items ?? [];
        Checks = (await checks).Value?.Items ?? [];
        Kinds = [.. ((await kinds).Value ?? []).Where(k => !k.Group)];
        Hours = (await hours).Value;
    }

    public string Link(string? kind, int page = 1) => Here.Link(
        "/console/tasks", ("lng", Said?.LongitudeText), ("lat", Said?.LatitudeText), ("kind", kind),
        ("page", page == 1 ? null : page));
}

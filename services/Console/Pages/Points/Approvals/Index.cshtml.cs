using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.Approvals;

/// <summary>Points given and taken back by hand: what waits for a second person, and asking for it.</summary>
public sealed class IndexModel : ConsolePage
{
    public const string Address = "/console/points/approvals";
    private const int Size = 20;

    public static readonly IReadOnlyList<string> Statuses = ["Open", "Approved", "Refused"];

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Rider { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public string? Points { get; set; }

    [BindProperty]
    public string? AwardId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Answer<Listed<PointProposals.One>> List { get; private set; }

    /// <summary>Of the rider that was asked for.</summary>
    public Answer<Rewards.Balance> Balance { get; private set; }

    /// <summary>Of the region, to choose from.</summary>
    public IReadOnlyList<Api.Posts.Rider> Riders { get; private set; } = [];

    public IReadOnlyList<Rewards.Entry> Awards { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostGrantAsync() => AskAsync("grants", new
    {
        points = long.TryParse(Points, out var points) ? points : 0, reason = Reason ?? "", source = Source ?? "",
    });

    public Task<IActionResult> OnPostClawbackAsync() => AskAsync("clawbacks", new
    {
        awardId = Guid.TryParse(AwardId, out var award) ? award : Guid.Empty, reason = Reason ?? "",
        source = Source ?? "",
    });

    public string Link(string? status, int page = 1) => Here.Link(
        Address, ("status", status), ("rider", Rider), ("page", page == 1 ? null : page));

    private async Task<IActionResult> AskAsync(string what, object body)
    {
        var answer = await Api.PostAsync<PointProposals.One>(
            $"/api/v1/points/riders/{Rider}/{what}", body, Key, Aborted);
        if (answer.Value is { } made)
        {
            return Done(Here.Link($"{Address}/{made.Id}"), T["approvals.sent"]);
        }

        Key = answer.Problem!.Status == 409 ? Guid.CreateVersion7().ToString() : Key;
        await LoadAsync();
        return Refuse(answer.Problem, ("points", "Points"), ("reason", "Reason"), ("source", "Source"));
    }

    private async Task LoadAsync()
    {
        List = await Api.GetAsync<Listed<PointProposals.One>>(PlatformApi.Path(
            "/api/v1/points/proposals", ("status", Status), ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)),
            Aborted);
        Riders = await Api.RidersAsync(Here.Region, Aborted);
        if (Rider is { } rider)
        {
            Balance = await Api.GetAsync<Rewards.Balance>($"/api/v1/points/riders/{rider}", Aborted);
            var entries = await Api.GetAsync<Listed<Rewards.Entry>>(
                PlatformApi.Path($"/api/v1/points/riders/{rider}/entries", ("size", 50)), Aborted);
            Awards = [.. (entries.Value?.Items ?? []).Where(e => e.Kind is "Awarded" or "Capped")];
        }
    }
}

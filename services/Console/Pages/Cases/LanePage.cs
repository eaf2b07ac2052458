using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>A page with tabs over a lane: each tab counts what its list holds.</summary>
public abstract class LanePage : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? Tab { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>From the query itself: to the router <c>page</c> is the name of a Razor page.</summary>
    private int Number => int.TryParse(Request.Query["page"], out var number) ? Math.Clamp(number, 1, 100_000) : 1;

    public IReadOnlyList<Lane.Tab> Tabs { get; private set; } = [];

    public Lane Lane { get; private set; } = null!;

    public Lane.Tab Current => Tabs.FirstOrDefault(t => t.Key == Tab) ?? Tabs[0];

    /// <summary>This page's address, <c>/console/inbox</c>.</summary>
    protected abstract string Path { get; }

    /// <summary>Whose turn: <c>dispatcher</c>, <c>handler</c>.</summary>
    protected abstract string Waiting { get; }

    protected abstract string Does { get; }

    protected abstract (string Name, object? Value)[] Sorting { get; }

    /// <param name="of">How many wait by status.</param>
    protected abstract IEnumerable<Lane.Tab> TabsOf(Func<string, long?> of, long? all, long? overdue);

    /// <summary>Further numbers of what waits, each by what narrows it.</summary>
    protected virtual IReadOnlyList<(string Name, object? Value)[]> Counted => [];

    /// <summary>In the order of <see cref="Counted"/>.</summary>
    protected IReadOnlyList<long?> Counts { get; private set; } = [];

    /// <summary>Of a tab, a search and a page of it.</summary>
    public string Href(string tab, int? number = null) => Here.Link(
        Path, ("tab", tab), ("q", string.IsNullOrWhiteSpace(Q) ? null : Q), ("page", number is > 1 ? number : null));

    protected async Task ReadAsync()
    {
        var all = CountAsync();
        var overdue = CountAsync(("overdue", "true"));
        var further = Counted.Select(c => CountAsync(c)).ToList();
        await Task.WhenAll([all, overdue, .. further]);
        Counts = [.. further.Select(f => f.Result.Value?.Total)];
        var (count, late) = ((await all).Value, (await overdue).Value);
        Tabs = [.. TabsOf(s => count?.ByStatus.GetValueOrDefault(s, 0), count?.Total, late?.Total)];
        var list = await Api.GetAsync<Listed<Api.Cases.Case>>(PlatformApi.Path("/api/v1/cases",
            [.. Asked(Current.Query), .. Sorting, ("page", Number), ("size", Lane.Size)]), Aborted);
        Lane = new Lane(list, $"lane.empty.{Waiting}", n => Href(Current.Key, n)) { Does = Does };
    }

    private Task<Answer<Api.Cases.Count>> CountAsync(params (string Name, object? Value)[] more) =>
        Api.GetAsync<Api.Cases.Count>(PlatformApi.Path(
            "/api/v1/cases/count", [.. Asked([("waiting", Waiting), .. more])]), Aborted);

    private IEnumerable<(string Name, object? Value)> Asked((string Name, object? Value)[] query) =>
        [.. query, ("region", Here.Region), ("at", Here.AtInstant), ("q", Q?.Trim())];
}

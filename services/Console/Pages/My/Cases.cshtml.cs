using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.My;

/// <summary>What the rider has reported, and what becomes of it.</summary>
public sealed class CasesModel : ConsolePage
{
    private const int Size = 20;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    /// <summary><c>rider</c>: only those that wait for an answer.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Waiting { get; set; }

    public Answer<Listed<Api.Cases.Case>> List { get; private set; }

    /// <summary>How many wait for the rider's word.</summary>
    public long ToRate { get; private set; }

    /// <summary>Of others, joined: on the first page alone.</summary>
    public IReadOnlyList<Reports.Joined> Joined { get; private set; } = [];

    /// <summary>The latest of what is told of own and joined cases: on the first page alone.</summary>
    public IReadOnlyList<News.Item> News { get; private set; } = [];

    public async Task<IActionResult> OnPostLeaveAsync(string number)
    {
        await Api.SendAsync<object>(
            HttpMethod.Delete, $"/api/v1/clues/joins/{Uri.EscapeDataString(number)}", null, null, Aborted);
        return Done(Here.Link("/console/my/cases"), T.Of("my.left", number));
    }

    public async Task OnGetAsync()
    {
        var joined = Number > 1 || Waiting is not null ? null
            : Api.GetAsync<Listed<Reports.Joined>>("/api/v1/clues/joins?size=20", Aborted);
        var news = joined is null ? null : Api.GetAsync<Listed<News.Item>>("/api/v1/clues/news?size=5", Aborted);
        var count = Api.GetAsync<Api.Cases.Count>(
            PlatformApi.Path("/api/v1/cases/count", ("mine", "true"), ("waiting", "rider"), ("at", Here.AtInstant)),
            Aborted);
        List = await Api.GetAsync<Listed<Api.Cases.Case>>(PlatformApi.Path(
            "/api/v1/cases", ("mine", "true"), ("waiting", Waiting), ("sort", "reportedAt"), ("at", Here.AtInstant),
            ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);
        ToRate = (await count).Value?.Total ?? 0;
        News = news is null ? [] : (await news).Value?.Items ?? [];
        Joined = joined is null ? [] : (await joined).Value?.Items ?? [];
    }

    public string Link(int page, string? waiting) => Here.Link(
        "/console/my/cases", ("waiting", waiting), ("page", page == 1 ? null : page));
}

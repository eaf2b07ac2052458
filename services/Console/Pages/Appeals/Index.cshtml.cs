using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Appeals;

/// <summary>
/// Appeals as far as the visitor sees them: for a platform those that it has to decide, for the committee what became
/// of them. Every number opens its list.
/// </summary>
public sealed class IndexModel : ConsolePage
{
    private const int Size = 20;

    public static readonly IReadOnlyList<string> Sets =
        ["Open", "Decided", "AppealUpheldBySilence", "GreenChannel", "Filed"];

    [BindProperty(SupportsGet = true)]
    public string? Figure { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Warning { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Listed<Api.Appeals.One>> List { get; private set; }

    public Answer<Api.Appeals.Statistics> Figures { get; private set; }

    public bool Answers => Me.Has(Roles.Handler);

    /// <summary>Warnings of which several of this page wait for an answer.</summary>
    public IEnumerable<Api.Appeals.WarningRef> Together => !Answers ? []
        : (List.Value?.Items ?? []).Where(a => a is { CanAnswer: true, Warning: not null })
            .GroupBy(a => a.Warning!.Id).Where(g => g.Count() > 1).Select(g => g.First().Warning!);

    public async Task OnGetAsync()
    {
        Figure ??= Sets[0];
        var figures = Api.GetAsync<Api.Appeals.Statistics>(
            PlatformApi.Path("/api/v1/appeals/statistics", ("region", Here.Region)), Aborted);
        List = await Api.GetAsync<Listed<Api.Appeals.One>>(PlatformApi.Path(
            "/api/v1/appeals", ("figure", Figure), ("warning", Warning), ("region", Here.Region), ("from", From),
            ("to", To), ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);
        Figures = await figures;
    }

    /// <summary>The same list on this page as the API names it.</summary>
    public string Open(Api.Appeals.Counted number)
    {
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(number.List);
        return Here.Link("/console/appeals", [.. asked.Where(q => q.Key != "region")
            .Select(q => (q.Key, (object?)q.Value.ToString()))]);
    }

    public string Link(string figure, int page = 1) => Here.Link(
        "/console/appeals", ("figure", figure), ("warning", Warning), ("from", From), ("to", To),
        ("page", page == 1 ? null : page));
}
